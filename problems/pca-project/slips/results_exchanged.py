import numpy as np


def pca_project(x, k):
    centred = x - x.mean(axis=0)
    scatter = centred.T @ centred
    values, vectors = np.linalg.eigh(scatter)
    vectors = vectors[:, ::-1][:, :k]
    top = np.abs(vectors).argmax(axis=0)
    vectors = np.where(np.signbit(vectors[top, np.arange(k)]), -vectors, vectors)
    return values[::-1][:k] / values.sum(), centred @ vectors
