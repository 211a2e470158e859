#!/usr/bin/python3
"""Golden numbers of chapter 05, from PyTorch: an oracle that shares no line with the reference solutions.

    OMP_NUM_THREADS=1 /usr/bin/python3 tests/golden/ch05_golden.py

writes ch05_*.json beside this script. Last run with PyTorch 1.13.0a0 and NumPy 1.24.2 (Debian 12), in double precision.

The inputs of the layers are in the files; those of the networks are drawn by the tests, see ten_steps().
"""
import pathlib
import sys

import numpy as np
import torch
from torch import nn
from torch.nn import functional

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import pytorch
from pytorch import keep_off_kinks, random_array, rounded

SCRIPT = "ch05_golden.py"


def write(name, arrays):
    pytorch.write(SCRIPT, name, arrays)


def conv2d(name, x, weight, bias, dy, padding):
    """A layer forward and backward, and ten steps of Adam in which it learns to answer with zeros."""
    layer = nn.Conv2d(weight.shape[1], weight.shape[0], weight.shape[2], padding=padding)
    layer.load_state_dict({"weight": weight, "bias": bias})
    x.requires_grad_()
    y = layer(x)
    y.backward(dy)
    # The patches: PyTorch has them as columns, a matrix for each image.
    patches = functional.unfold(x, layer.kernel_size, padding=padding)
    arrays = dict(x=x, weight=weight, bias=bias, padding=padding, y=y, dy=dy, dx=x.grad.clone(),
                  dW=layer.weight.grad.clone(), db=layer.bias.grad.clone(),
                  patches=patches.transpose(1, 2).reshape(-1, patches.shape[1]))
    dpatches = rounded(arrays["patches"].shape, 90)
    columns = dpatches.reshape(len(x), -1, dpatches.shape[1]).transpose(1, 2)
    arrays.update(dpatches=dpatches,
                  folded=functional.fold(columns, x.shape[2:], layer.kernel_size, padding=padding))
    adam = torch.optim.Adam(layer.parameters(), lr=0.01)
    losses = []
    for _ in range(10):
        adam.zero_grad()
        loss = layer(x).square().sum() / 2
        loss.backward()
        assert all((p.grad.abs() > 1e-6).all() for p in layer.parameters())
        adam.step()
        losses.append(loss.item())
    arrays.update(rate=0.01, losses=losses, weight_after=layer.weight, bias_after=layer.bias)
    write(name, arrays)


def max_pool2d(name, x, side):
    x.requires_grad_()
    y = functional.max_pool2d(x, side)
    dy = rounded(y.shape, 91)
    y.backward(dy)
    write(name, dict(x=x, side=side, y=y, dy=dy, dx=x.grad))


class Cnn16(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 16, 5, padding=2)
        self.conv2 = nn.Conv2d(16, 32, 5, padding=2)
        self.fc1 = nn.Linear(512, 10)

    def forward(self, x):
        x = functional.max_pool2d(keep_off_kinks(self.conv1(x)).relu(), 2)
        x = functional.max_pool2d(keep_off_kinks(self.conv2(x)).relu(), 2)
        return self.fc1(x.flatten(1))


class Cnn28(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 16, 3, padding=1)
        self.conv2 = nn.Conv2d(16, 32, 3, padding=1)
        self.fc1 = nn.Linear(1568, 128)
        self.dropout = nn.Dropout(0.25)
        self.fc2 = nn.Linear(128, 10)

    def forward(self, x):
        x = functional.max_pool2d(keep_off_kinks(self.conv1(x)).relu(), 2)
        x = functional.max_pool2d(keep_off_kinks(self.conv2(x)).relu(), 2)
        x = keep_off_kinks(self.fc1(x.flatten(1))).relu()
        return self.fc2(self.dropout(x))


def net(name, model, x, labels, scales):
    pytorch.ten_steps(SCRIPT, name, model, x, labels, scales, torch.optim.Adam, 1e-3)


def main():
    torch.set_default_dtype(torch.float64)
    # N = 3, C = 2, H = 4, W = 6, M = 5, and a filter of 3 x 3 in a frame of 1; then one of 2 x 2 without a frame.
    conv2d("ch05_conv2d", rounded((3, 2, 4, 6), 1), rounded((5, 2, 3, 3), 2), rounded((5,), 3),
           rounded((3, 5, 4, 6), 4), padding=1)
    conv2d("ch05_conv2d_unpadded", rounded((2, 3, 5, 6), 5), rounded((4, 3, 2, 2), 6), rounded((4,), 7),
           rounded((2, 4, 4, 5), 8), padding=0)

    # Whole numbers from -2 to 2: half of the squares have ties. A row and a column are left over.
    ties = torch.tensor(np.random.RandomState(9).randint(-2, 3, (2, 3, 5, 7)).astype(float))
    max_pool2d("ch05_max_pool2d", ties, 2)
    max_pool2d("ch05_max_pool2d_of_3", rounded((2, 3, 7, 8), 10), 3)

    # The scales bring the spread of each layer's numbers near He's.
    biases = {f"{layer}.bias": 0.125 for layer in ("conv1", "conv2", "fc1", "fc2")}
    net("ch05_cnn16", Cnn16(), random_array((3, 1, 16, 16), 21), [3, 1, 4],
        {**{k: v for k, v in biases.items() if k != "fc2.bias"},
         "conv1.weight": 0.375, "conv2.weight": 0.125, "fc1.weight": 0.0625})
    net("ch05_cnn28", Cnn28(), random_array((3, 1, 28, 28), 22), [5, 9, 2],
        {**biases, "conv1.weight": 0.5, "conv2.weight": 0.1875, "fc1.weight": 0.0625, "fc2.weight": 0.1875})


if __name__ == "__main__":
    main()
