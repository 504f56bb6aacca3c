import numpy as np


def dropout_layer(x, uniform, dout, p, train):
    keep = (uniform >= p) if train else np.ones(x.shape, dtype=bool)
    factor = 1 / (1 - p) if train else 1.0
    out = np.where(keep, x * factor, np.zeros_like(x))
    dx = np.where(keep, dout * factor, np.zeros_like(dout))
    return out, dx
