"""Example by example and unit by unit; a probability is the inverse of a sum of odds."""

import numpy as np


def _layer(h, w, b):
    return [float(sum(h[i] * w[i][j] for i in range(len(h))) + b[j]) for j in range(len(b))]


def mlp_forward(x, weights, biases):
    last = len(weights) - 1
    hidden = [np.zeros((len(x), len(b))) for b in biases[:last]]
    probs = np.zeros((len(x), len(biases[last])))
    for n, h in enumerate(x):
        for k, (w, b) in enumerate(zip(weights, biases, strict=True)):
            h = _layer(h, w, b)
            if k < last:
                h = [a if a > 0.0 else 0.0 for a in h]
                hidden[k][n] = h
        for c, score in enumerate(h):
            with np.errstate(over="ignore"):
                probs[n, c] = 1.0 / np.exp(np.array(h) - score).sum()
    return hidden, probs
