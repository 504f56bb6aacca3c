import numpy as np


def col2im(col, shape, kernel_h, kernel_w, stride, padding):
    n, c, h, w = shape
    out_h = (h + 2 * padding - kernel_h) // stride + 1
    out_w = (w + 2 * padding - kernel_w) // stride + 1
    six = col.reshape(n, out_h, out_w, c, kernel_h, kernel_w)
    board = np.zeros((n, c, h + 2 * padding, w + 2 * padding), col.dtype)
    for p in range(out_h):
        for q in range(out_w):
            board[:, :, p * kernel_h : (p + 1) * kernel_h, q * kernel_w : (q + 1) * kernel_w] += six[:, p, q]
    return board[:, :, padding : padding + h, padding : padding + w]
