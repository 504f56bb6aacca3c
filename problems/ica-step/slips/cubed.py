import numpy as np


def ica_step(z, w, found):
    u = z @ w
    new = z.T @ u**3 / len(z) - 3 * np.mean(u**2) * w
    new = new - found.T @ (found @ new)
    return new / np.linalg.norm(new)
