"""What the benchmark's Python programs have in common: they train when they are asked to (see training_server.hpp)."""
import gzip
import json
import sys
import time

import numpy as np

IMAGES_OF_AN_EPOCH = 60000


def read_idx(path):
    with open(path, "rb") as file:
        data = file.read()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    axes = [int.from_bytes(data[4 + 4 * axis:8 + 4 * axis], "big") for axis in range(data[3])]
    return np.frombuffer(data, dtype=np.uint8, offset=4 + 4 * len(axes)).reshape(axes)


def training_samples(images, labels):
    """Pixels from 0 to 1, (60000, 28, 28), and labels; of a smaller set, each image several times."""
    x, y = read_idx(images), read_idx(labels)
    which = np.arange(IMAGES_OF_AN_EPOCH) % len(y)
    return x[which].astype(np.float32) / 255, y[which].astype(np.int64)


def serve(ready, train, accuracy):
    """Writes `ready`; then, for each number of images that is asked for, trains on them and tells the seconds."""
    print(json.dumps(ready), flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        train(int(line))
        seconds = time.perf_counter() - start
        print(json.dumps({"seconds": seconds, "accuracy": accuracy()}), flush=True)
