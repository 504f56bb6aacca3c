"""Least squares by Cramer's rule on the sums of the normal equations."""

import numpy as np


def linear_regression(x, y):
    rows = [[*row, 1.0] for row in x.tolist()]
    size = x.shape[1] + 1
    sums = np.array([[sum(row[i] * row[j] for row in rows) for j in range(size)] for i in range(size)])
    goal = np.array([sum(row[i] * t for row, t in zip(rows, y.tolist(), strict=True)) for i in range(size)])
    whole = np.linalg.det(sums)
    found = []
    for place in range(size):
        changed = sums.copy()
        changed[:, place] = goal
        found.append(np.linalg.det(changed) / whole)
    return np.array(found[:-1]), found[-1]
