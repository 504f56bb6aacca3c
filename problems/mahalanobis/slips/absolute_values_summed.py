import numpy as np


def mahalanobis(x, mean, cov):
    lower = np.linalg.cholesky(cov)
    white = np.linalg.solve(lower, (x - mean).T)
    return np.abs(white).sum(axis=0)
