import numpy as np


def col2im(col, shape, kernel_h, kernel_w, stride, padding):
    n, c, h, w = shape
    out_h = (h + 2 * padding - kernel_h) // stride + 1
    out_w = (w + 2 * padding - kernel_w) // stride + 1
    six = col.reshape(n, out_h, out_w, c, kernel_h, kernel_w).transpose(0, 3, 4, 5, 1, 2)
    board = np.zeros((n, c, h + 2 * padding, w + 2 * padding), dtype=col.dtype)
    for i in range(kernel_h):
        for j in range(kernel_w):
            board[:, :, i : i + stride * out_h : stride, j : j + stride * out_w : stride] += six[:, :, i, j]
    return board
