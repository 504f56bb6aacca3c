import numpy as np


def mahalanobis(x, mean, cov):
    z = x - mean
    y = z / np.diag(cov)
    return np.sqrt((z * y).sum(axis=1))
