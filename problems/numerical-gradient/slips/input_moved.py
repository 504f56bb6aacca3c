import numpy as np


def numerical_gradient(x, coef, powers, h):
    def f(z):
        return np.sum(coef * np.prod(z**powers, axis=tuple(range(1, powers.ndim))))

    out = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        x[place] += h
        above = f(x)
        x[place] -= 2 * h
        below = f(x)
        x[place] += h
        out[place] = (above - below) / (2 * h)
    return out
