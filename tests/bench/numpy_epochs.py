"""The fully connected networks in NumPy:

    numpy_epochs.py NET IMAGES LABELS

See training_server.hpp for what it reads and writes.
"""
import sys

import numpy as np

from training_server import serve, training_samples

BATCH_SIZES = {"784-200-10": 128, "784-20-10": 64, "784-128-128-128-10": 32}


class SGD:
    def __init__(self, parameters, rate):
        self.parameters, self.rate = parameters, np.float32(rate)

    def step(self, gradients):
        for w, dw in zip(self.parameters, gradients):
            w -= self.rate * dw


class Adam:
    def __init__(self, parameters, rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.parameters = parameters
        self.rate, self.beta1, self.beta2, self.epsilon = rate, beta1, beta2, epsilon
        self.m = [np.zeros_like(w) for w in parameters]
        self.v = [np.zeros_like(w) for w in parameters]
        self.t = 0

    def step(self, gradients):
        self.t += 1
        held1, held2 = 1 - self.beta1 ** self.t, 1 - self.beta2 ** self.t
        for w, g, m, v in zip(self.parameters, gradients, self.m, self.v):
            m *= self.beta1
            m += (1 - self.beta1) * g
            v *= self.beta2
            v += (1 - self.beta2) * g * g
            w -= self.rate * (m / held1) / (np.sqrt(v / held2) + self.epsilon)


class Net:
    """Linear layers with a ReLU between each two; the loss is the softmax cross-entropy."""

    def __init__(self, units, rng):
        self.weights = [(rng.standard_normal((D, M)) * np.sqrt(2 / D)).astype(np.float32)
                        for D, M in zip(units, units[1:])]
        self.biases = [np.zeros(M, np.float32) for M in units[1:]]

    def forward(self, x):
        """What goes into each layer, and the scores at the end."""
        passed = [x]
        for layer, (W, b) in enumerate(zip(self.weights, self.biases), start=1):
            y = passed[-1] @ W + b
            passed.append(y if layer == len(self.weights) else np.maximum(y, 0))
        return passed

    def gradients(self, x, y):
        *passed, z = self.forward(x)
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        p[np.arange(len(y)), y] -= 1
        dy = p / np.float32(len(y))
        dW, db = [], []
        for layer in reversed(range(len(self.weights))):
            dW.insert(0, passed[layer].T @ dy)
            db.insert(0, dy.sum(axis=0))
            if layer > 0:  # the gradient of the images is never read
                dy = (dy @ self.weights[layer].T) * (passed[layer] > 0)
        return dW + db


def main():
    name, images, labels = sys.argv[1:]
    x, y = training_samples(images, labels)
    x = x.reshape(len(x), -1)
    rng = np.random.default_rng(1)
    net = Net([int(units) for units in name.split("-")], rng)
    parameters = net.weights + net.biases
    optimizer = SGD(parameters, 0.2) if name == "784-200-10" else Adam(parameters)
    batch_size = BATCH_SIZES[name]

    def train(count):
        order = rng.permutation(min(count, len(y)))
        for begin in range(0, len(order), batch_size):
            batch = order[begin:begin + batch_size]
            optimizer.step(net.gradients(x[batch], y[batch]))

    def accuracy():
        return float(np.mean(net.forward(x[:10000])[-1].argmax(axis=1) == y[:10000]))

    serve({"version": np.__version__}, train, accuracy)


if __name__ == "__main__":
    main()
