#!/usr/bin/python3
"""Writes ch02_np_tensor.json: what NumPy computes for the tests of chapter 02.

Run with Debian's python3-numpy (1.24), in this folder:  /usr/bin/python3 ch02_golden.py

Where NumPy has a function, it is called; what it has not (softmax, and the gradients) is computed by another
route than the solutions take: softmax through np.logaddexp, the gradient of a product through einsum, that of
broadcasting by counting the repetitions one by one.
"""
import json
import pathlib

import numpy as np

random = np.random.RandomState(2)
arrays = {}


def keep(name, array):
    array = np.asarray(array, dtype=np.float64)
    arrays[name] = {"shape": list(array.shape), "values": array.ravel().tolist()}


def some(*shape):
    """Random numbers with few digits, so that the file stays readable."""
    return np.round(random.uniform(-3, 3, shape), 3)


# 2.2 arithmetic with broadcasting
a, b = some(4, 1, 3), some(5, 1)
keep("a", a)
keep("b", b)
keep("a+b", a + b)
keep("a-b", a - b)
keep("a*b", a * b)
keep("a/b", a / b)
keep("exp(a)", np.exp(a))
keep("positive", np.abs(a) + 0.01)
keep("log(positive)", np.log(np.abs(a) + 0.01))

# 2.3 reductions, 2.4 argmax
x = some(2, 3, 4)
keep("x", x)
for name, function in {"sum": np.sum, "mean": np.mean, "max": np.max}.items():
    keep(name, function(x))
    for axis in range(3):
        keep(f"{name} {axis}", function(x, axis=axis))
        keep(f"{name} {axis} keepdims", function(x, axis=axis, keepdims=True))
for axis in range(3):
    keep(f"argmax {axis}", np.argmax(x, axis=axis))

# 2.5 the gradient of broadcasting: every element of the stretched array goes to the element it was copied from
dy = some(4, 5, 3)
keep("dy", dy)
for shape in [(4, 5, 3), (4, 1, 3), (5, 1), (1, 1, 1), (3,), (1,), ()]:
    size = int(np.prod(shape))
    origin = np.broadcast_to(np.arange(size).reshape(shape), dy.shape)
    keep(f"unbroadcast {list(shape)}", np.bincount(origin.ravel(), dy.ravel(), size).reshape(shape))

# 2.6 matmul, 2.7 its gradient
p, q, dc = some(3, 4), some(4, 5), some(3, 5)
keep("p", p)
keep("q", q)
keep("p transposed", p.T)
keep("q transposed", q.T)
keep("p@q", p @ q)
keep("dc", dc)
keep("dp", np.einsum("nm,dm->nd", dc, q))
keep("dq", np.einsum("nd,nm->dm", p, dc))

# 2.8 softmax
z = np.round(random.uniform(-8, 8, (2, 3, 4)), 3)
log_total = np.logaddexp.reduce(z, axis=-1, keepdims=True)
keep("z", z)
keep("softmax(z)", np.exp(z - log_total))
keep("log_softmax(z)", z - log_total)

# 2.10 a gradient that is known: f(x) = sum of sin(x_i) x_i
keep("gradient of sin(x) x", np.cos(x) * x + np.sin(x))

text = ",\n".join(f"  {json.dumps(name)}: {json.dumps(array)}" for name, array in arrays.items())
pathlib.Path(__file__).with_name("ch02_np_tensor.json").write_text(
    f'{{\n  "written by": "ch02_golden.py with NumPy {np.__version__}",\n{text}\n}}\n')
