import numpy as np


def pairwise_distances(a, b):
    return np.sqrt(((a[:, None] - a[None]) ** 2).sum(axis=2))
