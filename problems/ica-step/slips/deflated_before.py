import numpy as np


def ica_step(z, w, found):
    w = w - found.T @ (found @ w)
    g = np.tanh(z @ w)
    new = z.T @ g / len(z) - np.mean(1 - g**2) * w

    return new / np.linalg.norm(new)
