"""One convolution whose weights are products of both parts; 0-1 tables say which pixel a place sees."""

import numpy as np


def _sight(size, kernel, stride, padding):
    """Return the table (place, tap, pixel) that is 1 where this tap of the place lies on this pixel."""
    starts = np.arange(-padding, size + padding - kernel + 1, stride)
    taps = starts[:, None] + np.arange(kernel)
    return (taps[:, :, None] == np.arange(size)).astype(np.float64)


def _seen(x, depthwise, *steps):
    """Return what each place sees, in the order (N, C, P, I, Q, J), and the tables."""
    rows, columns = (_sight(x.shape[k], depthwise.shape[k - 1], *steps) for k in (2, 3))
    return np.tensordot(np.tensordot(x, rows, axes=(2, 2)), columns, axes=(2, 2)), rows, columns


def depthwise_separable_conv(x, depthwise, pointwise, bias, stride, padding):
    seen, _, _ = _seen(x, depthwise, stride, padding)
    weight = np.einsum("fc,cij->fcij", pointwise, depthwise)
    out = np.tensordot(seen, weight, axes=([1, 3, 5], [1, 2, 3])) + bias
    return np.moveaxis(out, -1, 1)


def depthwise_separable_conv_backward(upstream, x, depthwise, pointwise, bias, stride, padding):
    seen, rows, columns = _seen(x, depthwise, stride, padding)
    of_weight = np.tensordot(upstream, seen, axes=([0, 2, 3], [0, 2, 4]))
    of_depthwise = np.einsum("fcij,fc->cij", of_weight, pointwise)
    of_pointwise = np.einsum("fcij,cij->fc", of_weight, depthwise)
    weight = np.einsum("fc,cij->fcij", pointwise, depthwise)
    of_seen = np.tensordot(upstream, weight, axes=(1, 0))
    of_rows = np.tensordot(of_seen, rows, axes=([1, 4], [0, 1]))
    of_x = np.tensordot(of_rows, columns, axes=([1, 3], [0, 1]))
    return of_x, of_depthwise, of_pointwise, upstream.sum(axis=(0, 2, 3)), None, None
