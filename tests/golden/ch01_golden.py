"""Golden values for chapter 01, computed by NumPy alone.

Run:    /usr/bin/python3 tests/golden/ch01_golden.py
Writes: tests/golden/ch01_data.json  (committed; made with NumPy 1.24.2)

The formulas are deliberately not those of the reference: bytes are read by NumPy's own big-endian type, one-hot rows
are taken from an identity matrix, and images are shrunk by enlarging them to the least common multiple of both sizes
and averaging whole blocks.
"""

import gzip
import json
import math
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
golden = {"numpy": np.__version__}


def keep(name, array):
    array = np.asarray(array)
    golden[name] = {"shape": list(array.shape), "values": array.ravel().tolist()}


def shrink(images, rows, cols):
    """The exact means over areas, not rounded."""
    n, h, w = images.shape
    tall, wide = math.lcm(h, rows), math.lcm(w, cols)
    large = images.astype(float).repeat(tall // h, axis=1).repeat(wide // w, axis=2)
    return large.reshape(n, rows, tall // rows, cols, wide // cols).mean(axis=(2, 4))


random = np.random.RandomState(1)

# 1.1: whole numbers from four bytes each.
raw = random.randint(0, 256, size=(8, 4)).astype(np.uint8)
keep("bytes", raw)
keep("big_endian", np.frombuffer(raw.tobytes(), dtype=">u4"))

# 1.5: all bytes there are, in an order that is not sorted.
pixels = random.permutation(256).astype(np.uint8)
keep("pixels", pixels)
keep("unit", pixels / 255)
keep("standard", (pixels / 255 - 0.1307) / 0.3081)

# 1.6
labels = random.randint(0, 10, size=30)
keep("labels", labels)
keep("one_hot", np.eye(10)[labels])

# 1.9: a digit of the embedded set from 28x28 to 16x16, and noise in sizes that do not divide.
with gzip.open(HERE.parent.parent / "data" / "digits" / "t10k-images-idx3-ubyte.gz") as file:
    digits = np.frombuffer(file.read(), dtype=np.uint8, offset=16).reshape(-1, 28, 28)
keep("digit", digits[0])
keep("digit_16", shrink(digits[:1], 16, 16)[0])
noise = random.randint(0, 256, size=(3, 5, 7)).astype(np.uint8)
keep("noise", noise)
for rows, cols in [(3, 4), (5, 2), (1, 7), (4, 6), (1, 1)]:
    keep(f"noise_{rows}x{cols}", shrink(noise, rows, cols))

(HERE / "ch01_data.json").write_text(json.dumps(golden, separators=(",", ":")).replace('},"', '},\n"') + "\n")
