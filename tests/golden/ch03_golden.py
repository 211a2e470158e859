#!/usr/bin/python3
"""Golden numbers of chapter 03, from NumPy: an oracle that shares no line with the reference solutions.

    /usr/bin/python3 tests/golden/ch03_golden.py

writes ch03_*.json beside this script. Last run with NumPy 1.24.2 (Debian 12).

The formulas are written the long way on purpose, by indices (einsum) and with one-hot targets, where the
solutions use matrix products and label look-ups. Inputs are rounded to three decimals, so that a file shows
them whole.
"""
import json
import pathlib

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent


def write(name, arrays):
    """Each array as {"shape": [...], "values": [...]}; repr gives a double back bit for bit."""
    entries = [
        json.dumps(key) + ': {"shape": ' + json.dumps(list(np.shape(array))) + ', "values": ['
        + ", ".join(repr(float(v)) for v in np.ravel(array)) + "]}"
        for key, array in arrays.items()
    ]
    made_by = f'"made_by": "tests/golden/ch03_golden.py with NumPy {np.__version__}"'
    (HERE / f"{name}.json").write_text("{\n" + ",\n".join([made_by] + entries) + "\n}\n")


def linear(x, W, b):
    return np.einsum("nd,dm->nm", x, W) + b


def linear_backward(dy, x, W):
    return np.einsum("nm,dm->nd", dy, W), np.einsum("nd,nm->dm", x, dy), np.einsum("nm->m", dy)


def cross_entropy(z, labels):
    """The loss and its gradient, by way of one-hot targets."""
    t = np.eye(z.shape[1])[labels]
    log_p = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    return -np.sum(t * log_p) / len(z), (np.exp(log_p) - t) / len(z)


def net_step(x, labels, w):
    """Forward and backward through Linear, ReLU, Linear and the loss: every intermediate array."""
    r = {}
    r["h"] = linear(x, w["W1"], w["b1"])
    r["a"] = np.where(r["h"] > 0, r["h"], 0.0)
    r["z"] = linear(r["a"], w["W2"], w["b2"])
    r["loss"], r["dz"] = cross_entropy(r["z"], labels)
    r["da"], r["dW2"], r["db2"] = linear_backward(r["dz"], r["a"], w["W2"])
    r["dh"] = np.where(r["h"] > 0, r["da"], 0.0)
    r["dx"], r["dW1"], r["db1"] = linear_backward(r["dh"], x, w["W1"])
    return r


def main():
    rng = np.random.default_rng(20260303)

    def numbers(*shape):
        return np.round(rng.uniform(-1, 1, shape), 3)

    # One Linear layer: N = 3, D = 4, M = 5.
    x, W, b, dy = numbers(3, 4), numbers(4, 5), numbers(5), numbers(3, 5)
    dx, dW, db = linear_backward(dy, x, W)
    write("ch03_linear", dict(x=x, W=W, b=b, y=linear(x, W, b), dy=dy, dx=dx, dW=dW, db=db))

    # The loss: N = 4, K = 6, scores of usual size, and the same scores a hundred times as large.
    z, labels = 3 * numbers(4, 6), np.array([5, 0, 2, 0])
    loss, dz = cross_entropy(z, labels)
    large_loss, large_dz = cross_entropy(100 * z, labels)
    write("ch03_cross_entropy",
          dict(z=z, labels=labels, loss=loss, dz=dz, large_z=100 * z, large_loss=large_loss, large_dz=large_dz))

    # A net, 4-5-3, on six samples, and five steps of plain gradient descent with all six.
    x, labels = numbers(6, 4), np.array([2, 0, 1, 1, 0, 2])
    w = dict(W1=numbers(4, 5), b1=numbers(5), W2=numbers(5, 3), b2=numbers(3))
    rate = 0.5
    arrays = dict(x=x, labels=labels, rate=rate, **w)
    first = net_step(x, labels, w)
    # A kink within reach of rounding would make the numbers depend on the order of a sum.
    assert np.min(np.abs(first["h"])) > 1e-3 and (first["h"] > 0).any() and (first["h"] < 0).any()
    arrays.update(first)
    losses = []
    for _ in range(5):
        r = net_step(x, labels, w)
        assert np.min(np.abs(r["h"])) > 1e-4
        losses.append(r["loss"])
        w = {key: w[key] - rate * r["d" + key] for key in w}
    arrays["losses"] = losses
    arrays.update({key + "_after": value for key, value in w.items()})
    write("ch03_net", arrays)


if __name__ == "__main__":
    main()
