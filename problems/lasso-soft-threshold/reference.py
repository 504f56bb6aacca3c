"""The step weight by weight; the soft threshold is the middle one of three numbers."""

from math import fsum

import numpy as np


def lasso_soft_threshold(x, y, w, lam, lr):
    misses = [goal - fsum(row * w) for row, goal in zip(x, y, strict=True)]
    moved = []
    for column, old in zip(x.T, w.tolist(), strict=True):
        free = old + lr * fsum(column * misses) / len(y)
        _, value, _ = sorted((0.0, free - lr * lam, free + lr * lam))
        moved.append(value)
    return np.array(moved), moved.count(0.0)
