import numpy as np


def ica_step(z, w, found):
    u = np.einsum("nd,d->n", z, w)
    new = np.average(z * np.tanh(u)[:, None], axis=0) - w * np.average(np.cosh(u) ** -2.0)
    for direction in found:
        new = new - new.dot(direction) * direction
    return new / np.sqrt(new.dot(new))
