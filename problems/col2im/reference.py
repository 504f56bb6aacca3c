"""Every element is looked up on its own and added to the pixel it belongs to, if there is one."""

import itertools

import numpy as np


def col2im(col, shape, kernel_h, kernel_w, stride, padding):
    images, channels, height, width = (int(size) for size in shape)
    tops = range(-padding, height + padding - kernel_h + 1, stride)
    lefts = range(-padding, width + padding - kernel_w + 1, stride)
    offsets = list(itertools.product(range(channels), range(kernel_h), range(kernel_w)))
    out = np.zeros((images, channels, height, width))
    for (n, top, left), row in zip(itertools.product(range(images), tops, lefts), col, strict=True):
        for (c, i, j), value in zip(offsets, row, strict=True):
            if top + i in range(height) and left + j in range(width):
                out[n, c, top + i, left + j] += value
    return out
