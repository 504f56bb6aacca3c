import numpy as np


def logistic_step(w, b, x, y, lr):
    z = x @ w + b
    e = np.exp(z)
    delta = (e / (1 + e) - y) / len(y)
    return w - lr * (x.T @ delta), b - lr * delta.sum()
