#!/usr/bin/python3
"""Reads MNIST's test images with a saved dense network, in NumPy alone: a check of what a checkpoint means.

    /usr/bin/python3 tests/golden/ch04_read_digits.py results/ch04/784-20-10.npz FOLDER

FOLDER holds t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz. The accuracy must be the one that the lab has
printed. (Equal to a sample or two: float32 sums in another order can turn a tie.) Layers are fc1, fc2, ... with a
ReLU between each two.
"""
import gzip
import pathlib
import sys

import numpy as np


def idx(file, header):
    return np.frombuffer(gzip.open(file).read(), dtype=np.uint8)[header:]


def main():
    arrays, folder = np.load(sys.argv[1]), pathlib.Path(sys.argv[2])
    labels = idx(folder / "t10k-labels-idx1-ubyte.gz", 8)
    x = idx(folder / "t10k-images-idx3-ubyte.gz", 16).reshape(len(labels), -1).astype(np.float32) / 255
    layers = len(arrays.files) // 2
    for layer in range(1, layers + 1):
        x = x @ arrays[f"fc{layer}.weight"] + arrays[f"fc{layer}.bias"]
        if layer < layers:
            x = np.maximum(x, 0)
    print(f"{sys.argv[1]}: {100 * np.mean(x.argmax(axis=1) == labels):.2f}% of {len(labels)}")


if __name__ == "__main__":
    main()
