import numpy as np


def pairwise_distances(a, b):
    total = 0.0
    for x, y in zip(a.T, b.T):
        total = total + np.subtract.outer(x, y) ** 2
    return np.sqrt(total)
