import numpy as np


def knn_predict(x_train, y_train, x_test, k):
    norms = np.linalg.norm(x_test, axis=1)[:, None] * np.linalg.norm(x_train, axis=1)
    distances = -(x_test @ x_train.T) / norms
    nearest = np.argsort(distances, axis=1, kind="stable")[:, :k]
    votes = y_train[nearest]
    return np.array([np.bincount(row).argmax() for row in votes])
