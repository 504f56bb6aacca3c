import numpy as np


def mahalanobis(x, mean, cov):
    z = x - mean
    y = np.linalg.solve(cov, z.T).T
    return np.sqrt((z * y).sum(axis=0))
