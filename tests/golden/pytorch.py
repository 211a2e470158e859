"""What the scripts with golden numbers from PyTorch have in common: the file format, random arrays that the tests can
draw too, and ten steps of a whole network. Last used with PyTorch 1.13.0a0 and NumPy 1.24.2 (Debian 12).
"""
import json
import pathlib

import numpy as np
import torch
from torch.nn import functional

HERE = pathlib.Path(__file__).resolve().parent


def write(script, name, arrays):
    """Each array as {"shape": [...], "values": [...]}; repr gives a double back bit for bit."""
    arrays = {key: np.asarray(a.detach() if torch.is_tensor(a) else a, dtype=float) for key, a in arrays.items()}
    entries = [json.dumps(key) + ': {"shape": ' + json.dumps(list(array.shape)) + ', "values": ['
               + ", ".join(repr(float(v)) for v in array.ravel()) + "]}" for key, array in arrays.items()]
    versions = f"PyTorch {torch.__version__} and NumPy {np.__version__}"
    made_by = f'"made_by": "tests/golden/{script} with {versions}"'
    (HERE / f"{name}.json").write_text("{\n" + ",\n".join([made_by] + entries) + "\n}\n")


def random_array(shape, seed):
    """tests/support/array.cpp, bit for bit: numbers between 0.25 and 1 in size, of either sign. (Both are the Mersenne
    Twister and 53 bits a number.)"""
    draws = np.random.RandomState(seed).random_sample(2 * int(np.prod(shape))).reshape(-1, 2)
    values = (0.25 + 0.75 * draws[:, 0]) * np.where(draws[:, 1] < 0.5, -1, 1)
    return torch.tensor(values.reshape(shape))


def rounded(shape, seed):
    return torch.round(random_array(shape, seed), decimals=3)


def keep_off_kinks(h):
    """A kink, or a tie, within reach of rounding would make the numbers depend on the order of a sum."""
    assert h.abs().min() > 1e-9
    if h.dim() == 4:
        squares = functional.unfold(h.relu().flatten(0, 1).unsqueeze(1), 2, stride=2)
        first, second = squares.topk(2, dim=1).values.unbind(1)
        assert ((first == 0) | (first - second > 1e-9)).all()
    return h


def ours(key, array):
    """A Linear layer's weight lies transposed in PyTorch."""
    return array.T if key.startswith("fc") and array.dim() == 2 else array


def ten_steps(script, name, model, x, labels, scales, optimizer, rate):
    """A network forward, backward, and ten steps with one batch. Its arrays are too long for a file: the tests draw them
    again: parameter i by random_array(shape, i + 1) times its scale, and of each large result the file holds one number,
    its scalar product with random_array(shape, 50). In eval mode: no other program has dropout's draws."""
    model.eval()
    drawn = {key: ours(key, random_array(ours(key, value).shape, seed) * scales[key])
             for seed, (key, value) in enumerate(model.state_dict().items(), 1)}
    model.load_state_dict(drawn)

    def projections(arrays):
        return {key: torch.sum(ours(key, a) * random_array(ours(key, a).shape, 50)) for key, a in arrays.items()}

    x.requires_grad_()
    rule = optimizer(model.parameters(), lr=rate)
    arrays, losses = {"labels": labels, "rate": rate, "z": model(x)}, []
    arrays.update({f"scale of {key}": scale for key, scale in scales.items()})
    for step in range(10):
        rule.zero_grad()
        loss = functional.cross_entropy(model(x), torch.tensor(labels))
        loss.backward()
        losses.append(loss.item())
        gradients = {key: p.grad for key, p in model.named_parameters()}
        # Where a gradient is 0 but for rounding, Adam makes a whole step of it.
        assert all(((g == 0) | (g.abs() > 1e-11)).all() for g in gradients.values())
        if step == 0:
            arrays["dx"] = torch.sum(x.grad * random_array(x.shape, 50))
            arrays.update({f"d {key}": p for key, p in projections(gradients).items()})
        rule.step()
    arrays["losses"] = losses
    arrays["z after"] = model(x)
    arrays.update({f"{key} after": p for key, p in projections(dict(model.named_parameters())).items()})
    write(script, name, arrays)
