// Chapter 03, "By hand, once": all numbers of the calculation, rounded to three decimals. tests/widgets/by_hand_test.cpp
// compares them with what the reference computes.
widgets.data.by_hand = {
  "x": [[1, 2]],
  "label": 0,
  "rate": 0.1,
  "before": {
    "W1": [[1, -1], [1, 0]],
    "b1": [[0, 0]],
    "W2": [[1, 2], [2, 0]],
    "b2": [[3, 0]],
    "h": [[3, -1]],
    "a": [[3, 0]],
    "z": [[6, 6]],
    "p": [[0.5, 0.5]],
    "L": [[0.693]]
  },
  "gradients": {
    "z": [[-0.5, 0.5]],
    "W2": [[-1.5, 1.5], [0, 0]],
    "b2": [[-0.5, 0.5]],
    "a": [[0.5, -1]],
    "h": [[0.5, 0]],
    "W1": [[0.5, 0], [1, 0]],
    "b1": [[0.5, 0]]
  },
  "after": {
    "W1": [[0.95, -1], [0.9, 0]],
    "b1": [[-0.05, 0]],
    "W2": [[1.15, 1.85], [2, 0]],
    "b2": [[3.05, -0.05]],
    "h": [[2.7, -1]],
    "a": [[2.7, 0]],
    "z": [[6.155, 4.945]],
    "p": [[0.770, 0.230]],
    "L": [[0.261]]
  }
};
