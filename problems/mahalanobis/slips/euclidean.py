import numpy as np


def mahalanobis(x, mean, cov):
    z = x - mean
    y = z
    return np.sqrt((z * y).sum(axis=1))
