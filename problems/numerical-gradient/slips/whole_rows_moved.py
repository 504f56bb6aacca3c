import numpy as np


def numerical_gradient(x, coef, powers, h):
    z, c = x.astype(np.float64), coef.astype(np.float64)

    def f(z):
        return np.sum(c * np.prod(z**powers, axis=tuple(range(1, powers.ndim))))

    out = np.zeros(x.shape, dtype=np.float64)
    for place in range(len(z)):
        kept = z[place].copy()
        z[place] = kept + h
        above = f(z)
        z[place] = kept - h
        below = f(z)
        out[place] = (above - below) / (2 * h)
        z[place] = kept
    return out.astype(x.dtype)
