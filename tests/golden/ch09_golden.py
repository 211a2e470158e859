#!/usr/bin/python3
"""Golden numbers of chapter 09, from NumPy: an oracle that shares no line with the reference solutions.

    /usr/bin/python3 tests/golden/ch09_golden.py

writes ch09_*.json beside this script. Last run with NumPy 1.24.2 (Debian 12).

Here is no backward at all. Each derivative is a complex step: Im f(x + ih) / h, with an h so small that the step leaves
no error, and without the difference that would cost digits (W. Squire, G. Trapp, 1998). Inputs are rounded to three
decimals, so that a file shows them whole.
"""
import json
import pathlib

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
STEP = 1e-30


def write(name, arrays):
    """Each array as {"shape": [...], "values": [...]}; repr gives a double back bit for bit."""
    entries = [
        json.dumps(key) + ': {"shape": ' + json.dumps(list(np.shape(array))) + ', "values": ['
        + ", ".join(repr(float(v)) for v in np.ravel(array)) + "]}"
        for key, array in arrays.items()
    ]
    made_by = f'"made_by": "tests/golden/ch09_golden.py with NumPy {np.__version__}"'
    (HERE / f"{name}.json").write_text("{\n" + ",\n".join([made_by] + entries) + "\n}\n")


def gradient(f, x, dy):
    """Of sum(dy * f(x))."""
    dx = np.empty(x.shape)
    for i in np.ndindex(*x.shape):
        moved = x.astype(complex)
        moved[i] += 1j * STEP
        dx[i] = np.sum(dy * f(moved)).imag / STEP
    return dx


def log_softmax(z):
    m = z.real.max(axis=-1, keepdims=True)
    return z - m - np.log(np.exp(z - m).sum(axis=-1, keepdims=True))


def main():
    rng = np.random.default_rng(20260909)

    def numbers(*shape):
        """Of either sign, and none near 0."""
        return np.round(rng.uniform(0.25, 1, shape) * rng.choice([-1, 1], shape), 3)

    r = {}

    # Two operands. Each of (2, 1, 4) and (3, 1) is stretched, and the second has an axis less.
    a, b, dy = numbers(2, 1, 4), numbers(3, 1), numbers(2, 3, 4)
    r.update(a=a, b=b, dy=dy)
    for name, f in {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b,
                    "/": lambda a, b: a / b}.items():
        r[f"a{name}b"] = f(a, b)
        r[f"a{name}b da"] = gradient(lambda x: f(x, b), a, dy)
        r[f"a{name}b db"] = gradient(lambda x: f(a, x), b, dy)

    a, b, dy = numbers(3, 4), numbers(4, 5), numbers(3, 5)
    r.update({"matmul a": a, "matmul b": b, "matmul dy": dy, "matmul": np.einsum("nd,dm->nm", a, b),
              "matmul da": gradient(lambda x: np.einsum("nd,dm->nm", x, b), a, dy),
              "matmul db": gradient(lambda x: np.einsum("nd,dm->nm", a, x), b, dy)})

    # One operand.
    x, dy = numbers(3, 4), numbers(3, 4)
    r.update({"function x": x, "function dy": dy, "positive x": np.abs(x)})
    for name, f, at in [("relu", lambda x: np.where(x.real > 0, x, 0), x), ("exp", np.exp, x),
                        ("log", np.log, np.abs(x))]:
        r[name] = f(at).real
        r[f"{name} dx"] = gradient(f, at, dy)

    x = numbers(2, 3, 4)
    r["reduction x"] = x
    for name, f in [("sum", np.sum), ("mean", np.mean)]:
        for axis in [None, 0, 1, 2]:
            def along(x, f=f, axis=axis):
                return f(x, axis=axis, keepdims=True)
            key = f"{name} {'all' if axis is None else axis}"
            r[key] = along(x)
            r[f"{key} dy"] = numbers(*r[key].shape)
            r[f"{key} dx"] = gradient(along, x, r[f"{key} dy"])
    write("ch09_operations", r)

    # Scores of an untrained network, and some that would overflow without the maximum.
    r = {}
    for name, scale in [("z", 1), ("large z", 300)]:
        z, dy, labels = scale * numbers(4, 6), numbers(4, 6), np.array([5, 0, 2, 0])
        loss = lambda z: -np.sum(np.eye(6)[labels] * log_softmax(z)) / 4
        r.update({name: z, f"{name} dy": dy, f"{name} log_p": log_softmax(z).real,
                  f"{name} dz": gradient(log_softmax, z, dy), f"{name} loss": loss(z),
                  f"{name} dloss": gradient(loss, z, 1.0)})
    r["labels"] = labels
    write("ch09_cross_entropy", r)


if __name__ == "__main__":
    main()
