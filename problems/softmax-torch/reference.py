"""Softmax by adding logarithms along the axis; its gradient by the whole Jacobian of each row."""

import numpy as np


def softmax(x, dim):
    total = np.logaddexp.reduce(x, axis=dim, keepdims=True)
    return np.exp(x - total)


def softmax_backward(upstream, x, dim):
    y = np.moveaxis(softmax(x, dim), dim, -1)
    of_y = np.moveaxis(upstream, dim, -1)
    jacobian = y[..., :, None] * (np.eye(y.shape[-1]) - y[..., None, :])
    of_rows = np.einsum("...i,...ij->...j", of_y, jacobian)
    return np.moveaxis(of_rows, -1, dim), None
