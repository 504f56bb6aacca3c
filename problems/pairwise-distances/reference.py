"""One pair of points at a time."""

import math

import numpy as np


def pairwise_distances(a, b):
    distances = np.empty((len(a), len(b)))
    for i, j in np.ndindex(distances.shape):
        distances[i, j] = math.dist(a[i].tolist(), b[j].tolist())
    return distances
