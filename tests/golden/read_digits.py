#!/usr/bin/python3
"""Reads MNIST's test images with networks that labs have saved, in NumPy alone: a check of what the files mean.

    /usr/bin/python3 tests/golden/read_digits.py FOLDER results/ch03/784-200-10.npz results/ch04/784-20-10.npz ...

FOLDER holds t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz. The networks are of fully connected layers, fc1,
fc2, ..., with a ReLU between each two. The accuracy of each must be the one in the summary.json beside its file, to a
sample or two: float32 sums in another order can turn a tie.
"""
import gzip
import json
import pathlib
import sys

import numpy as np


def idx(file, header):
    return np.frombuffer(gzip.open(file).read(), dtype=np.uint8)[header:]


def scores(arrays, x):
    layers = len(arrays.files) // 2
    for layer in range(1, layers + 1):
        x = x @ arrays[f"fc{layer}.weight"] + arrays[f"fc{layer}.bias"]
        if layer < layers:
            x = np.maximum(x, 0)
    return x


def said_by_the_lab(file):
    """The accuracy in the summary of the lab that has saved this network."""
    rows = json.loads((file.parent / "summary.json").read_text())["rows"]
    return next(row["value"] for row in rows if row["model"].startswith(file.stem + ","))


def main():
    folder = pathlib.Path(sys.argv[1])
    labels = idx(folder / "t10k-labels-idx1-ubyte.gz", 8)
    x = idx(folder / "t10k-images-idx3-ubyte.gz", 16).reshape(len(labels), -1).astype(np.float32) / 255
    wrong = 0
    for file in map(pathlib.Path, sys.argv[2:]):
        right = int(np.sum(scores(np.load(file), x).argmax(axis=1) == labels))
        by_the_lab = round(said_by_the_lab(file) * len(labels))
        print(f"{file}: {right} of {len(labels)}, by the lab {by_the_lab}")
        wrong += abs(right - by_the_lab) > 2
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
