import numpy as np


def maxpool2d(x, dy, size, stride, padding):
    (h, w), (out_h, out_w) = x.shape[2:], dy.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (padding,) * 2, (padding,) * 2), constant_values=-np.inf)
    places = [
        (..., slice(i, i + stride * out_h, stride), slice(j, j + stride * out_w, stride))
        for i in range(size)
        for j in range(size)
    ]
    y = np.full(dy.shape, -np.inf, dtype=x.dtype)
    winner = np.zeros(dy.shape, dtype=int)
    for number, place in enumerate(places):
        winner[padded[place] > y] = number
        y = np.maximum(y, padded[place])

    dpadded = np.zeros_like(padded)
    for number, place in enumerate(places):
        dpadded[place] += dy * (winner == number)
    return y, dpadded[:, :, padding : padding + h, padding : padding + w]
