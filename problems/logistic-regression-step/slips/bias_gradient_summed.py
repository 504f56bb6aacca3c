import numpy as np


def logistic_step(w, b, x, y, lr):
    z = x @ w + b
    e = np.exp(-np.abs(z))
    p = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    delta = (p - y) / len(y)
    new_w = w - lr * (x.T @ delta)
    return new_w, b - lr * (p - y).sum()
