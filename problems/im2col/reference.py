"""Every element is looked up on its own: the pixel that its row and column stand for, or 0 outside."""

import itertools

import numpy as np


def im2col(x, kernel_h, kernel_w, stride, padding):
    images, channels, height, width = x.shape
    tops = range(-padding, height + padding - kernel_h + 1, stride)
    lefts = range(-padding, width + padding - kernel_w + 1, stride)
    offsets = list(itertools.product(range(channels), range(kernel_h), range(kernel_w)))
    rows = []
    for n, top, left in itertools.product(range(images), tops, lefts):
        places = ((c, top + i, left + j) for c, i, j in offsets)
        rows.append(
            [x[n, c, i, j] if i in range(height) and j in range(width) else 0.0 for c, i, j in places]
        )
    return np.array(rows)
