import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def maxpool2d(x, dy, size, stride, padding):
    h, w = x.shape[2:]
    padded = np.full((*x.shape[:2], h + 2 * padding, w + 2 * padding), -np.inf, dtype=x.dtype)
    padded[:, :, padding : padding + h, padding : padding + w] = x
    windows = sliding_window_view(padded, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    flat = windows.reshape(*dy.shape, size * size)
    best = flat.argmax(axis=-1)
    y = np.take_along_axis(flat, best[..., None], axis=-1)[..., 0]

    n, c, p, q = np.indices(dy.shape)
    dpadded = np.zeros_like(padded)
    np.add.at(dpadded, (n, c, p * stride + best // size, q * stride + best % size), dy)
    return y, dpadded[:, :, padding : padding + h, padding : padding + w]
