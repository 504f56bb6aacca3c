import numpy as np


def mahalanobis(x, mean, cov):
    return np.sqrt((((x - mean) / np.diag(cov)) ** 2).sum(axis=1))
