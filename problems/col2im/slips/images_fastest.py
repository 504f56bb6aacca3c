import numpy as np


def col2im(col, shape, kernel_h, kernel_w, stride, padding):
    n, c, h, w = shape
    out_h = (h + 2 * padding - kernel_h) // stride + 1
    out_w = (w + 2 * padding - kernel_w) // stride + 1
    six = col.reshape(out_h, out_w, n, c, kernel_h, kernel_w).transpose(2, 3, 4, 5, 0, 1)
    board = np.zeros((n, c, h + 2 * padding, w + 2 * padding), dtype=col.dtype)
    for i in range(kernel_h):
        for j in range(kernel_w):
            board[:, :, i : i + stride * out_h : stride, j : j + stride * out_w : stride] += six[:, :, i, j]
    return board[:, :, padding : padding + h, padding : padding + w]
