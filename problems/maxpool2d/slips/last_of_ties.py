import numpy as np


def maxpool2d(x, dy, size, stride, padding):
    n, c, h, w = x.shape
    edges = ((0, 0), (0, 0), (padding, padding), (padding, padding))
    padded = np.pad(x, edges, constant_values=-np.inf)
    dpadded = np.zeros_like(padded)
    y = np.empty(dy.shape, dtype=x.dtype)
    image, channel = np.ogrid[:n, :c]
    for p in range(dy.shape[2]):
        for q in range(dy.shape[3]):
            top, left = p * stride, q * stride
            window = padded[:, :, top : top + size, left : left + size]
            best = size * size - 1 - window.reshape(n, c, -1)[:, :, ::-1].argmax(axis=2)
            row, column = top + best // size, left + best % size
            y[:, :, p, q] = padded[image, channel, row, column]
            dpadded[image, channel, row, column] += dy[:, :, p, q]
    dx = dpadded[:, :, padding : padding + h, padding : padding + w]
    return y, dx
