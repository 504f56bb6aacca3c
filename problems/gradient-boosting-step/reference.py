"""Each leaf by the two classes in it: what is missing to the right answer, p of a 0 and 1 - p of a 1."""

from math import exp, fsum

import numpy as np


def _share(margin):
    """Return 1 / (1 + e^margin) for a number of any size."""
    return 1.0 / (exp(margin) + 1.0) if margin < 0.0 else exp(-margin) / (exp(-margin) + 1.0)


def gradient_boosting_step(scores, y, leaf, num_leaves, lr, lam):
    values = []
    for j in range(num_leaves):
        mine = [(score, label) for score, label, place in zip(scores, y, leaf, strict=True) if place == j]
        up = fsum(_share(score) for score, label in mine if label)
        down = fsum(_share(-score) for score, label in mine if not label)
        weight = fsum(_share(score) * _share(-score) for score, _ in mine)
        values.append((up - down) / (lam + weight))
    moved = [score + lr * values[place] for score, place in zip(scores, leaf, strict=True)]
    return np.array(moved), np.array(values)
