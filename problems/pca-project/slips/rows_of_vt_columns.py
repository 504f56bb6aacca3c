import numpy as np


def pca_project(x, k):
    centred = x - np.average(x, axis=0)
    _, singular, rows = np.linalg.svd(centred, full_matrices=False)
    axes = [-row if np.signbit(max(row, key=abs)) else row for row in rows.T[:k]]
    shares = np.square(singular) / np.square(np.linalg.norm(centred))
    return np.einsum("nd,kd->nk", centred, axes), shares[:k]
