import numpy as np


def pca_project(x, k):
    centred = x - x.mean(axis=0)
    scatter = centred.T @ centred
    values, vectors = np.linalg.eigh(scatter)
    vectors = vectors[:, ::-1][:, :k]
    top = np.abs(vectors).argmax(axis=0)
    vectors = np.where(np.signbit(vectors[top, np.arange(k)]), -vectors, vectors)
    return centred @ vectors, values[::-1][:k] / len(x) / np.var(x, axis=0, ddof=1).sum()
