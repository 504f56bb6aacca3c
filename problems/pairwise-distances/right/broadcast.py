import numpy as np


def pairwise_distances(a, b):
    difference = a[:, None, :] - b[None, :, :]
    return np.sqrt((difference**2).sum(axis=-1))
