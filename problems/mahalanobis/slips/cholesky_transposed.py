import numpy as np


def mahalanobis(x, mean, cov):
    lower = np.linalg.cholesky(cov)
    white = np.linalg.solve(lower.T, (x - mean).T)
    return np.linalg.norm(white, axis=0)
