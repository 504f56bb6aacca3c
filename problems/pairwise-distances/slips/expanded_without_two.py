import numpy as np


def pairwise_distances(a, b):
    return np.sqrt((a**2).sum(1)[:, None] + (b**2).sum(1)[None] - a @ b.T)
