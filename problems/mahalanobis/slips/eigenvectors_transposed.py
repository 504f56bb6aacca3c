import numpy as np


def mahalanobis(x, mean, cov):
    values, vectors = np.linalg.eigh(cov)
    return np.linalg.norm((x - mean) @ vectors.T / np.sqrt(values), axis=1)
