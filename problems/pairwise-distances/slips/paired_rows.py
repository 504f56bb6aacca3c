import numpy as np


def pairwise_distances(a, b):
    difference = a - b
    return np.sqrt((difference**2).sum(axis=-1))
