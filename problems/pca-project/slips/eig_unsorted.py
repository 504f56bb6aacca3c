import numpy as np


def pca_project(x, k):
    centred = x - x.mean(axis=0)
    scatter = centred.T @ centred
    values, vectors = np.linalg.eig(scatter)
    vectors = vectors[:, :k]
    top = np.abs(vectors).argmax(axis=0)
    vectors = np.where(np.signbit(vectors[top, np.arange(k)]), -vectors, vectors)
    return centred @ vectors, values[:k] / values.sum()
