#!/usr/bin/python3
"""Golden numbers of the dense networks of chapters 03 and 04, from PyTorch: an oracle that shares no line with the
reference solutions.

    OMP_NUM_THREADS=1 /usr/bin/python3 tests/golden/dense_golden.py

writes ch03_784-200-10.json and ch04_784-*.json beside this script, in double precision: see ten_steps().
"""
import pathlib
import sys

import torch
from torch import nn

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import pytorch


class Dense(nn.Module):
    """Linear layers fc1, fc2, ..., and a ReLU between each two."""

    def __init__(self, units):
        super().__init__()
        for layer, (inputs, outputs) in enumerate(zip(units, units[1:]), 1):
            setattr(self, f"fc{layer}", nn.Linear(inputs, outputs))

    def forward(self, x):
        *hidden, last = self.children()
        for layer in hidden:
            x = pytorch.keep_off_kinks(layer(x)).relu()
        return last(x)


def net(chapter, units, optimizer, rate):
    # The scales bring the spread of each layer's numbers near He's.
    scales = {}
    for layer, inputs in enumerate(units[:-1], 1):
        scales[f"fc{layer}.weight"] = 2 * inputs ** -0.5
        scales[f"fc{layer}.bias"] = 0.125
    name = f"ch{chapter:02}_" + "-".join(map(str, units))
    pytorch.ten_steps("dense_golden.py", name, Dense(units), pytorch.random_array((3, 784), 23), [3, 1, 4], scales,
                      optimizer, rate)


def main():
    torch.set_default_dtype(torch.float64)
    net(3, [784, 200, 10], torch.optim.SGD, 0.01)
    net(4, [784, 20, 10], torch.optim.Adam, 1e-3)
    net(4, [784, 128, 128, 128, 10], torch.optim.Adam, 1e-3)


if __name__ == "__main__":
    main()
