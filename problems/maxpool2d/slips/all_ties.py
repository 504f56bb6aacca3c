import numpy as np


def maxpool2d(x, dy, size, stride, padding):
    h, w = x.shape[2:]
    edges = ((0, 0), (0, 0), (padding, padding), (padding, padding))
    padded = np.pad(x, edges, constant_values=-np.inf)
    dpadded = np.zeros_like(padded)
    y = np.empty(dy.shape, dtype=x.dtype)
    for p in range(dy.shape[2]):
        for q in range(dy.shape[3]):
            rows = slice(p * stride, p * stride + size)
            columns = slice(q * stride, q * stride + size)
            window = padded[:, :, rows, columns]
            largest = window.max(axis=(2, 3), keepdims=True)
            mask = window == largest
            y[:, :, p, q] = largest[:, :, 0, 0]
            dpadded[:, :, rows, columns] += mask * dy[:, :, p, q, None, None]
    dx = dpadded[:, :, padding : padding + h, padding : padding + w]
    return y, dx
