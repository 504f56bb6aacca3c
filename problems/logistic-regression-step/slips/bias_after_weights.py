import numpy as np


def logistic_step(w, b, x, y, lr):
    z = x @ w + b
    e = np.exp(-np.abs(z))
    p = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    delta = (p - y) / len(y)
    new_w = w - lr * (x.T @ delta)
    z = x @ new_w + b
    delta = (0.5 * (1 + np.tanh(z / 2)) - y) / len(y)
    return new_w, b - lr * delta.sum()
