import numpy as np


def gradient_boosting_step(scores, y, leaf, num_leaves, lr, lam):
    small = np.exp(-np.abs(scores))
    p = np.where(scores < 0, small, 1) / (1 + small)
    moved, values = scores.copy(), np.zeros(num_leaves)
    for j in np.unique(leaf):
        inside = leaf == j
        residuals, shares = (y - p)[inside], p[inside]
        values[j] = residuals.sum() / (np.sum(shares - shares**2) + lam)
        moved[inside] += lr * values[j]
    return moved, values
