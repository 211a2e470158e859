#!/usr/bin/python3
"""Golden numbers of chapter 04, from NumPy: an oracle that shares no line with the reference solutions.

    /usr/bin/python3 tests/golden/ch04_golden.py

writes ch04_*.json and ch04_numpy.npz beside this script. Last run with NumPy 1.24.2 (Debian 12).

Adam is written from its definition as a weighted mean (D. Kingma, J. Ba, 2015, section 3): the corrected mean after
t steps is the sum over i of beta^(t-i) g_i divided by the sum of these weights. No running variable, and no
division by 1 - beta^t: if the solution's recurrence and its correction are right, both are the same number.
"""
import pathlib
import sys

import numpy as np

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import ch03_golden  # the small net and its gradients, and the file format

HERE = pathlib.Path(__file__).resolve().parent


def write(name, arrays):
    ch03_golden.write(name, arrays)
    file = HERE / f"{name}.json"
    file.write_text(file.read_text().replace("ch03_golden.py", "ch04_golden.py"))


def weighted_mean(history, beta):
    weights = beta ** np.arange(len(history) - 1, -1, -1.0)
    return np.tensordot(weights, np.array(history), axes=1) / np.sum(weights)


def adam_step(w, history, rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """history: all gradients so far, this step's last."""
    return w - rate * weighted_mean(history, beta1) / (
        np.sqrt(weighted_mean([g ** 2 for g in history], beta2)) + epsilon)


def main():
    rng = np.random.default_rng(20260404)

    def numbers(*shape):
        return np.round(rng.uniform(-1, 1, shape), 3)

    # Ten steps along gradients of very different sizes, some of them 0.
    w, rate = numbers(2, 3), 0.05
    gradients = numbers(10, 2, 3) * np.array([[1.0, 100.0, 0.01], [0.0, 1.0, 1.0]])
    gradients[3] = 0
    after, now = [], w
    for t in range(1, 11):
        now = adam_step(now, list(gradients[:t]), rate)
        after.append(now)
    write("ch04_adam", dict(w=w, rate=rate, gradients=gradients, after=np.array(after)))

    # A net, 4-5-3, on six samples, and ten steps with all six.
    x, labels = numbers(6, 4), np.array([1, 2, 0, 0, 1, 2])
    weights = dict(W1=numbers(4, 5), b1=numbers(5), W2=numbers(5, 3), b2=numbers(3))
    rate = 0.02
    arrays = dict(x=x, labels=labels, rate=rate, **weights)
    history, losses = {key: [] for key in weights}, []
    for _ in range(10):
        r = ch03_golden.net_step(x, labels, weights)
        # A kink within reach of rounding would make the numbers depend on the order of a sum.
        assert np.min(np.abs(r["h"])) > 1e-4
        # Where a gradient is 0 but for rounding, Adam makes a whole step of it.
        assert all(np.all((r["d" + key] == 0) | (np.abs(r["d" + key]) > 1e-6)) for key in weights)
        losses.append(r["loss"])
        for key in weights:
            history[key].append(r["d" + key])
            weights[key] = adam_step(weights[key], history[key], rate)
    arrays["losses"] = losses
    arrays.update({key + "_after": value for key, value in weights.items()})
    write("ch04_net", arrays)

    # A checkpoint as NumPy writes it.
    np.savez(HERE / "ch04_numpy.npz", **{"fc1.weight": np.arange(6.0).reshape(2, 3) / 4,
                                         "fc1.bias": np.array([0.5, -1.5, 1e-3], dtype=np.float32),
                                         "scalar": np.array(42.0), "nothing": np.zeros((0, 3))})


if __name__ == "__main__":
    main()
