import numpy as np


def logistic_step(w, b, x, y, lr):
    for row, label in zip(x, y):
        p = 0.5 * (1 + np.tanh((row @ w + b) / 2))
        w = w - lr * (p - label) * row / len(y)
        b = b - lr * (p - label) / len(y)
    return w, b
