"""Each window is a list of the pixels it really covers; its first largest one gets the gradient."""

import itertools

import numpy as np


def maxpool2d(x, dy, size, stride, padding):
    height, width = x.shape[2:]
    y, dx = np.empty(dy.shape), np.zeros(x.shape)
    for n, c, p, q in itertools.product(*map(range, dy.shape)):
        top, left = p * stride - padding, q * stride - padding
        rows = [i for i in range(top, top + size) if 0 <= i < height]
        columns = [j for j in range(left, left + size) if 0 <= j < width]
        best = max(itertools.product(rows, columns), key=lambda place: x[(n, c, *place)])
        y[n, c, p, q] = x[(n, c, *best)]
        dx[(n, c, *best)] += dy[n, c, p, q]
    return y, dx
