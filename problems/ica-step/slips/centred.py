import numpy as np


def ica_step(z, w, found):
    z = z - z.mean(axis=0)
    g = np.tanh(z @ w)
    new = z.T @ g / len(z) - np.mean(1 - g**2) * w
    new = new - found.T @ (found @ new)
    return new / np.linalg.norm(new)
