import numpy as np


def kmeans_step(x, centers):
    """Return the label of each point and the new centres."""
    return np.zeros(len(x), dtype=int), centers.copy()
