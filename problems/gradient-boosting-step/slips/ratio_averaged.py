import numpy as np


def gradient_boosting_step(scores, y, leaf, num_leaves, lr, lam):
    p = (1 + np.tanh(scores / 2)) / 2
    top = np.bincount(leaf, weights=y - p, minlength=num_leaves)
    bottom = np.bincount(leaf, weights=p * (1 - p), minlength=num_leaves)
    count = np.maximum(np.bincount(leaf, minlength=num_leaves), 1)
    ratios = (y - p) / (p * (1 - p) + lam)
    values = np.bincount(leaf, weights=ratios, minlength=num_leaves) / count
    return scores + lr * values[leaf], values
