#!/usr/bin/python3
"""Golden numbers of chapter 06, from scikit-learn: an oracle that shares no line with the reference solutions.

    /usr/bin/python3 tests/golden/ch06_golden.py

writes ch06_*.json beside this script. Last run with NumPy 1.24.2 and scikit-learn 1.2.1 (Debian 12's python3-sklearn).

Of the five classes, 3 never occurs and 4 is never predicted, so that both conventions for 0/0 are in the numbers.
What scikit-learn has no function for (confused pairs, confident mistakes, the calibration error) is sorted and summed
here by NumPy, along another way than the solutions go.
"""
import pathlib
import sys
import warnings

import numpy as np
import sklearn
from sklearn.calibration import calibration_curve
from sklearn.exceptions import UndefinedMetricWarning
from sklearn.metrics import (accuracy_score, confusion_matrix, precision_recall_fscore_support,
                             top_k_accuracy_score)

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import ch03_golden  # the file format

HERE = pathlib.Path(__file__).resolve().parent
N, K = 90, 5
# scikit-learn warns where it puts 0 for 0/0, and that the first K of K guesses always hold the truth.
warnings.simplefilter("ignore", UndefinedMetricWarning)


def write(name, arrays):
    ch03_golden.write(name, arrays)
    file = HERE / f"{name}.json"
    file.write_text(file.read_text().replace("ch03_golden.py", "ch06_golden.py").replace(
        f"NumPy {np.__version__}", f"NumPy {np.__version__} and scikit-learn {sklearn.__version__}"))


def softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


def main():
    rng = np.random.default_rng(20260606)
    labels = rng.choice([0, 1, 2, 4], size=N, p=[0.5, 0.2, 0.2, 0.1])
    scores = np.round(rng.normal(size=(N, K)), 3)
    scores[np.arange(N), labels] += np.where(rng.uniform(size=N) < 0.5, 3.0, 0.7)
    scores[:, 4] -= 9.0
    predicted = scores.argmax(axis=1)
    every = np.arange(K)
    assert 3 not in labels and 4 in labels and 3 in predicted and 4 not in predicted

    matrix = confusion_matrix(labels, predicted, labels=every)
    write("ch06_classes", dict(
        labels=labels, predicted=predicted, confusion=matrix, accuracy=accuracy_score(labels, predicted),
        **dict(zip(["precision", "recall", "f1", "support"],
                   precision_recall_fscore_support(labels, predicted, labels=every))),
        macro=precision_recall_fscore_support(labels, predicted, labels=every, average="macro")[:3],
        weighted=precision_recall_fscore_support(labels, predicted, labels=every, average="weighted")[:3]))

    # The pairs, a row (truth, predicted, count) each. The last key counts most.
    rows, columns = np.nonzero(matrix * (1 - np.eye(K, dtype=int)))
    order = np.lexsort((columns, rows, -matrix[rows, columns]))
    pairs = np.stack([rows, columns, matrix[rows, columns]], axis=1)[order]
    assert len(np.unique(pairs[:, 2])) < len(pairs)  # there are equal counts

    # Scores and probabilities: no two of a row are equal, or rounding would decide.
    assert np.min(np.diff(np.sort(scores, axis=1), axis=1)) > 1e-4
    p = softmax(scores)
    top_k = [top_k_accuracy_score(labels, p, k=k, labels=every) for k in range(1, K + 1)]
    confidence, right = p.max(axis=1), (predicted == labels).astype(int)
    wrong = np.flatnonzero(1 - right)
    order = wrong[np.argsort(-confidence[wrong])]
    assert np.min(np.abs(np.diff(confidence[order]))) > 1e-6
    mistakes = np.stack([order, labels[order], predicted[order], confidence[order]], axis=1)
    # Equal scores: scikit-learn lets the last one win, NumPy's argmax the first.
    tied = np.array([[2.0, 2, 1], [2, 2, 1], [0, 3, 3]])
    write("ch06_guesses", dict(
        labels=labels, scores=scores, p=p, top_k=top_k, pairs=pairs, mistakes=mistakes, tied=tied,
        tied_labels=[0, 1, 2], tied_top_1=top_k_accuracy_score([0, 1, 2], tied, k=1, labels=[0, 1, 2])))

    arrays = dict(labels=labels, p=p)
    for bins in (4, 10, 15):
        edges = np.linspace(0, 1, bins + 1)
        assert np.min(np.abs(confidence[:, None] - edges)) > 1e-6  # or rounding would decide
        accuracy, mean = calibration_curve(right, confidence, n_bins=bins)  # of the bins that are not empty
        count = np.histogram(confidence, edges)[0]
        arrays[f"count_{bins}"] = count
        for key, values in (("accuracy", accuracy), ("confidence", mean)):
            arrays[f"{key}_{bins}"] = np.zeros(bins)
            arrays[f"{key}_{bins}"][count > 0] = values
        # Within a bin, count * |accuracy - confidence| is |sum of right - confidence|.
        surplus = np.bincount(np.floor(confidence * bins).astype(int), weights=right - confidence)
        arrays[f"ece_{bins}"] = np.abs(surplus).sum() / N
    assert np.any(arrays["count_10"] == 0)
    write("ch06_reliability", arrays)


if __name__ == "__main__":
    main()
