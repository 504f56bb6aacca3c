import numpy as np


def im2col(x, kernel_h, kernel_w, stride, padding):
    n, c, h, w = x.shape
    padded = np.zeros((n, c, h + 2 * padding, w + 2 * padding), x.dtype)
    padded[:, :, padding : padding + h, padding : padding + w] = x
    rows = [
        image[:, top : top + kernel_h, left : left + kernel_w].ravel()
        for image in padded
        for top in range(0, padded.shape[2] - kernel_h + 1, stride)
        for left in range(0, padded.shape[3] - kernel_w + 1, stride)
    ]
    return np.stack(rows)
