import numpy as np


def maxpool2d(x, dy, size, stride, padding):
    _, _, h, w = x.shape
    padding = 0
    y, dx = np.empty_like(dy), np.zeros(x.shape, dtype=x.dtype)
    for n, c, p, q in np.ndindex(*dy.shape):
        top, left = max(p * stride - padding, 0), max(q * stride - padding, 0)
        bottom, end = min(p * stride - padding + size, h), min(q * stride - padding + size, w)
        window = x[n, c, top:bottom, left:end]
        i, j = np.unravel_index(window.argmax(), window.shape)
        y[n, c, p, q] = window[i, j]
        dx[n, c, top + i, left + j] += dy[n, c, p, q]
    return y, dx
