import numpy as np


def im2col(x, kernel_h, kernel_w, stride, padding):
    n, c, h, w = x.shape
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    tops = np.arange(0, h + 2 * padding - kernel_h + 1, stride)
    lefts = np.arange(0, w + 2 * padding - kernel_w + 1, stride)
    image, top, left, channel, i, j = np.ix_(
        np.arange(n), tops, lefts, np.arange(c), np.arange(kernel_h), np.arange(kernel_w)
    )
    col = padded[image, channel, top + i, left + j]
    return col.reshape(n * len(tops) * len(lefts), c * kernel_h * kernel_w)
