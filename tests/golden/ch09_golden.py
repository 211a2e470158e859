#!/usr/bin/python3
"""Golden numbers of chapter 09, from PyTorch: the autograd that the chapter rebuilds.

    /usr/bin/python3 tests/golden/ch09_golden.py

writes ch09_*.json beside this script. Last run with PyTorch 1.13.0a0 and NumPy 1.24.2 (Debian 12). Inputs are rounded to
three decimals, so that a file shows them whole.
"""
import operator

import numpy as np
import torch
from torch.nn import functional

import pytorch

SCRIPT = "ch09_golden.py"
rng = np.random.default_rng(20260909)


def numbers(*shape):
    """Of either sign, and none near 0."""
    values = np.round(rng.uniform(0.25, 1, shape) * rng.choice([-1, 1], shape), 3)
    return torch.tensor(values, requires_grad=True)


def gradients(f, operands, dy):
    """f of the operands, and the gradient of each for the gradient dy of the result."""
    y = f(*operands)
    return y, torch.autograd.grad(y, operands, dy)


def main():
    r = {}

    # Two operands. Each of (2, 1, 4) and (3, 1) is stretched, and the second has an axis less.
    a, b, dy = numbers(2, 1, 4), numbers(3, 1), numbers(2, 3, 4)
    r.update(a=a, b=b, dy=dy)
    for name, f in {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}.items():
        r[f"a{name}b"], (r[f"a{name}b da"], r[f"a{name}b db"]) = gradients(f, (a, b), dy)

    a, b, dy = numbers(3, 4), numbers(4, 5), numbers(3, 5)
    c, (da, db) = gradients(torch.matmul, (a, b), dy)
    r.update({"matmul a": a, "matmul b": b, "matmul dy": dy, "matmul": c, "matmul da": da, "matmul db": db})

    # One operand.
    x, dy = numbers(3, 4), numbers(3, 4)
    positive = x.detach().abs().requires_grad_()
    r.update({"function x": x, "function dy": dy, "positive x": positive})
    for name, f, at in [("relu", torch.relu, x), ("exp", torch.exp, x), ("log", torch.log, positive)]:
        r[name], (r[f"{name} dx"],) = gradients(f, (at,), dy)

    x = numbers(2, 3, 4)
    r["reduction x"] = x
    for name, f in [("sum", torch.sum), ("mean", torch.mean)]:
        for axis in [None, 0, 1, 2]:
            def along(x, f=f, axis=axis):
                return f(x, dim=[0, 1, 2] if axis is None else axis, keepdim=True)
            key = f"{name} {'all' if axis is None else axis}"
            dy = numbers(*along(x).shape)
            r[f"{key} dy"] = dy
            r[key], (r[f"{key} dx"],) = gradients(along, (x,), dy)
    pytorch.write(SCRIPT, "ch09_operations", r)

    # Scores of an untrained network, and some that would overflow without the maximum.
    r = {}
    labels = torch.tensor([5, 0, 2, 0])
    for name, scale in [("z", 1), ("large z", 300)]:
        z = (scale * numbers(4, 6)).detach().requires_grad_()
        dy = numbers(4, 6)
        log_p, (dz,) = gradients(lambda z: functional.log_softmax(z, dim=-1), (z,), dy)
        loss, (dloss,) = gradients(lambda z: functional.cross_entropy(z, labels), (z,), None)
        r.update({name: z, f"{name} dy": dy, f"{name} log_p": log_p, f"{name} dz": dz, f"{name} loss": loss,
                  f"{name} dloss": dloss})
    r["labels"] = labels
    pytorch.write(SCRIPT, "ch09_cross_entropy", r)


if __name__ == "__main__":
    main()
