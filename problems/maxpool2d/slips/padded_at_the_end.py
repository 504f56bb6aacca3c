import numpy as np


def maxpool2d(x, dy, size, stride, padding):
    y, dx = np.empty_like(dy), np.zeros_like(x)
    for n, c, p, q in np.ndindex(*dy.shape):
        top, left = min(p * stride, x.shape[2] - 1), min(q * stride, x.shape[3] - 1)
        window = x[n, c, top : top + size, left : left + size]
        i, j = np.unravel_index(window.argmax(), window.shape)
        y[n, c, p, q] = window[i, j]
        dx[n, c, top + i, left + j] += dy[n, c, p, q]
    return y, dx
