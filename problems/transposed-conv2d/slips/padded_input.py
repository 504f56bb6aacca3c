import numpy as np


def transposed_conv2d(x, weight, bias, stride, padding):
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    n, c, h, w = x.shape
    _, f, kernel_h, kernel_w = weight.shape
    board = np.zeros((n, f, (h - 1) * stride + kernel_h, (w - 1) * stride + kernel_w), dtype=x.dtype)
    for p in range(h):
        for q in range(w):
            top, left = p * stride, q * stride
            share = np.tensordot(x[:, :, p, q], weight, axes=1)
            board[:, :, top : top + kernel_h, left : left + kernel_w] += share
    return board + bias[:, None, None]
