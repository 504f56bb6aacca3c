import numpy as np


def mahalanobis(x, mean, cov):
    z = x - mean
    return np.sqrt(np.sum(z @ np.linalg.inv(np.cov(x.T)) * z, axis=1))
