#!/usr/bin/python3
"""Golden numbers of chapter 07, from PyTorch's autograd: an oracle that shares no line with the reference solutions.

    /usr/bin/python3 tests/golden/ch07_golden.py

writes ch07_*.json beside this script. Last run with PyTorch 1.13.0a0 and NumPy 1.24.2 (Debian 12), in double precision.

The network is small, and has one of everything: two convolutions, ReLU, pooling, two Linear layers, biases.
Every weight and every map is in the file.
"""
import pathlib
import sys

import torch
from torch import nn
from torch.nn import functional

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import pytorch
from pytorch import rounded


class SmallCnn(nn.Module):
    """(N, 2, 6, 8): conv1 (N, 3, 6, 8), pool1 (N, 3, 3, 4), conv2 (N, 4, 3, 4), flatten (N, 48), fc1 (N, 7), fc2 (N, 5)."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(2, 3, 3, padding=1)
        self.conv2 = nn.Conv2d(3, 4, 3, padding=1)
        self.fc1 = nn.Linear(48, 7)
        self.fc2 = nn.Linear(7, 5)
        for seed, (key, value) in enumerate(self.state_dict().items(), 1):
            value.copy_(rounded(value.shape, seed) / 2)

    def maps(self, x):
        """What comes out of relu2, after the last convolution."""
        x = functional.max_pool2d(self.conv1(x).relu(), 2)
        return self.conv2(x).relu()

    def head(self, maps):
        return self.fc2(self.fc1(maps.flatten(1)).relu())

    def forward(self, x):
        return self.head(self.maps(x))


def gradient(f, x, classes):
    x = x.detach().clone().requires_grad_()
    z = f(x)
    (g,) = torch.autograd.grad(z[torch.arange(len(z)), classes].sum(), x)
    return g


def main():
    torch.set_default_dtype(torch.float64)
    with torch.no_grad():
        net = SmallCnn()
    x = rounded((3, 2, 6, 8), 21)
    classes = torch.tensor([4, 0, 3])
    baseline, steps, side = -0.25, 7, 3
    rows = torch.arange(3)

    g = gradient(net, x, classes)
    integrated = sum(gradient(net, baseline + (t + 0.5) / steps * (x - baseline), classes) for t in range(steps))
    integrated = (x - baseline) * integrated / steps

    with torch.no_grad():
        occluded = torch.zeros(3, 6, 8)
        z = net(x)[rows, classes]
        for h in range(6):
            for w in range(8):
                covered = x.clone()
                covered[:, :, max(0, h - 1):h + 2, max(0, w - 1):w + 2] = baseline
                occluded[:, h, w] = z - net(covered)[rows, classes]

    maps = net.maps(x)
    dmaps = gradient(net.head, maps, classes)
    cam = (dmaps.mean((2, 3), keepdim=True) * maps).sum(1).relu()
    large = functional.interpolate(cam.unsqueeze(1), (7, 11), mode="bilinear", align_corners=False).squeeze(1)
    small = functional.interpolate(cam.unsqueeze(1), (2, 3), mode="bilinear", align_corners=False).squeeze(1)

    arrays = {key: p.T if key.startswith("fc") and p.dim() == 2 else p for key, p in net.named_parameters()}
    arrays.update(x=x, classes=classes, baseline=baseline, steps=steps, side=side, z=net(x), gradient=g,
                  saliency=g.abs().amax(1), gradient_times_input=(g * x).sum(1), integrated=integrated,
                  occlusion=occluded, relu2=maps, grad_cam=cam, enlarged=large, shrunk=small,
                  importance=net.fc1.weight.T.abs().mean(1).reshape(6, 8))
    pytorch.write("ch07_golden.py", "ch07_saliency", arrays)


if __name__ == "__main__":
    main()
