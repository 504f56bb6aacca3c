import numpy as np


def pca_project(x, k):
    centred = x - x.mean(axis=0)
    scatter = centred.T @ centred
    values, vectors = np.linalg.eigh(scatter)
    vectors = vectors[:, ::-1][:, :k]
    scores = centred @ vectors
    top = np.abs(scores).argmax(axis=0)
    vectors = vectors * np.sign(scores[top, np.arange(k)])
    return centred @ vectors, values[::-1][:k] / values.sum()
