import numpy as np


def pairwise_distances(a, b):
    return np.abs(a[:, None] - b[None]).max(axis=2)
