import numpy as np


def knn_predict(x_train, y_train, x_test, k):
    scale = x_train.std(axis=0) + 1e-12
    x_train, x_test = x_train / scale, x_test / scale
    distances = np.linalg.norm(x_test[:, None] - x_train, axis=2)
    nearest = np.argsort(distances, axis=1, kind="stable")[:, :k]
    votes = y_train[nearest]
    return np.array([np.bincount(row).argmax() for row in votes])
