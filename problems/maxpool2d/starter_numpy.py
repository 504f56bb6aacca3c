import numpy as np


def maxpool2d(x, dy, size, stride, padding):
    """Return the output y of max pooling of the images x, and their gradient dx where dy is that of y."""
    y = np.zeros(dy.shape, dtype=x.dtype)
    dx = np.zeros(x.shape, dtype=x.dtype)
    return y, dx
