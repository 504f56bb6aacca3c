"""One step of gradient descent, example by example, each feature on its own."""

import math

import numpy as np


def _probability(score):
    if score < 0:
        return 1 - _probability(-score)
    return 1 / (1 + math.exp(-score))


def logistic_step(w, b, x, y, lr):
    shares = []
    for row, label in zip(x, y, strict=True):
        score = b + sum(value * weight for value, weight in zip(row, w, strict=True))
        away = _probability(score) if label == 0 else -_probability(-score)
        shares.append([*(away * value for value in row), away])
    slope = np.array([math.fsum(column) / len(shares) for column in zip(*shares, strict=True)])
    return w - lr * slope[:-1], b - lr * slope[-1]
