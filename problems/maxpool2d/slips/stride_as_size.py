import numpy as np


def maxpool2d(x, dy, size, stride, padding):
    _, _, h, w = x.shape
    y, dx = np.zeros_like(dy), np.zeros_like(x)
    for n, c, p, q in np.ndindex(*dy.shape):
        top, left = max(p * size - padding, 0), max(q * size - padding, 0)
        window = x[n, c, top : p * size - padding + size, left : q * size - padding + size]
        if window.size:
            i, j = np.unravel_index(window.argmax(), window.shape)
            y[n, c, p, q] = window[i, j]
            dx[n, c, top + i, left + j] += dy[n, c, p, q]
    return y, dx
