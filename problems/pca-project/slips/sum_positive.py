import numpy as np


def pca_project(x, k):
    centred = x - x.mean(axis=0)
    scatter = centred.T @ centred
    values, vectors = np.linalg.eigh(scatter)
    vectors = vectors[:, ::-1][:, :k]
    vectors = vectors * np.where(vectors.sum(axis=0) < 0, -1.0, 1.0)
    return centred @ vectors, values[::-1][:k] / values.sum()
