import numpy as np


def ica_step(z, w, found):
    g = np.tanh(z @ w)
    new = z.T @ g / len(z)
    new = new - found.T @ (found @ new)
    return new / np.linalg.norm(new)
