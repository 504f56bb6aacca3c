import numpy as np


def logistic_step(w, b, x, y, lr):
    half = np.einsum("nd,d->n", x, w) / 2 + b / 2
    signs = 2 * y - 1
    missing = (signs - np.tanh(half)) / 2
    new_w = w + lr * np.mean(missing[:, None] * x, axis=0)
    return new_w, b + lr * missing.mean()
