"""One row of the data and one unit at a time; a sigmoid is half a tangent."""

from math import fsum, tanh

import numpy as np


def _chances(inputs, weights, biases):
    """Return the probability of each unit of a layer; a row of weights belongs to a unit."""
    sums = [fsum(row * inputs) + bias for row, bias in zip(weights, biases, strict=True)]
    return np.array([0.5 + tanh(value / 2.0) / 2.0 for value in sums])


def rbm_cd_step(v, w, b, c, uh, uv, lr):
    new_w, new_b, new_c = w.copy(), b.copy(), c.copy()
    rate = lr / len(v)
    for data, hidden_luck, visible_luck in zip(v, uh, uv, strict=True):
        awake = _chances(data, w.T, c)
        hidden = np.array([float(u < p) for u, p in zip(hidden_luck, awake, strict=True)])
        chances = _chances(hidden, w, b)
        dream = np.array([float(u < p) for u, p in zip(visible_luck, chances, strict=True)])
        asleep = _chances(dream, w.T, c)
        new_b += rate * (data - dream)
        new_c += rate * (awake - asleep)
        new_w += rate * (np.outer(data, awake) - np.outer(dream, asleep))
    return new_w, new_b, new_c
