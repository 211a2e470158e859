"""The same networks in PyTorch:

    torch_epochs.py NET IMAGES LABELS

See training_server.hpp for what it reads and writes.
"""
import os
import sys

import torch
from torch import nn

from training_server import serve, training_samples

BATCH_SIZES = {"784-200-10": 128, "784-20-10": 64, "784-128-128-128-10": 32, "16x16 CNN": 64, "28x28 CNN": 64}


def dense(units):
    layers = []
    for D, M in zip(units, units[1:]):
        layers += [nn.Linear(D, M), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def convolutions(side):
    layers = []
    for inputs, outputs in ((1, 16), (16, 32)):
        layers += [nn.Conv2d(inputs, outputs, side, padding=side // 2), nn.ReLU(), nn.MaxPool2d(2)]
    return layers + [nn.Flatten()]


def make(name):
    if name == "16x16 CNN":
        return nn.Sequential(*convolutions(5), nn.Linear(512, 10))
    if name == "28x28 CNN":
        return nn.Sequential(*convolutions(3), nn.Linear(1568, 128), nn.ReLU(), nn.Dropout(0.25), nn.Linear(128, 10))
    return dense([int(units) for units in name.split("-")])


def as_input(x, name):
    """Images as the network takes them."""
    if name == "16x16 CNN":
        return nn.functional.interpolate(x.unsqueeze(1), size=(16, 16), mode="bilinear", antialias=True)
    if name == "28x28 CNN":
        return (x.unsqueeze(1) - 0.1307) / 0.3081
    return x.flatten(1)


def main():
    name, images, labels = sys.argv[1:]
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    torch.manual_seed(1)
    x, y = (torch.from_numpy(array) for array in training_samples(images, labels))
    x = as_input(x, name).contiguous()
    model = make(name)
    if name == "784-200-10":
        optimizer = torch.optim.SGD(model.parameters(), lr=0.2)
    else:
        optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)

    def train(count):
        model.train()
        for batch in torch.randperm(min(count, len(y))).split(BATCH_SIZES[name]):
            optimizer.zero_grad(set_to_none=True)
            nn.functional.cross_entropy(model(x[batch]), y[batch]).backward()
            optimizer.step()

    def accuracy():
        model.eval()
        with torch.no_grad():
            correct = sum((model(some).argmax(1) == truth).sum()
                          for some, truth in zip(x[:10000].split(1000), y[:10000].split(1000)))
        return float(correct) / 10000

    serve({"version": torch.__version__}, train, accuracy)


if __name__ == "__main__":
    main()
