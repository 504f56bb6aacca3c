import numpy as np


def pairwise_distances(a, b):
    return np.sqrt(np.abs((a**2).sum(1)[:, None] + (b**2).sum(1)[None] - 2 * a @ b.T))
