import numpy as np


def transposed_conv2d(x, weight, bias, stride, padding):
    n, c, h, w = x.shape
    _, f, kernel_h, kernel_w = weight.shape
    board = np.zeros((n, f, (h - 1) * stride + kernel_h, (w - 1) * stride + kernel_w), dtype=x.dtype)
    for p in range(h):
        for q in range(w):
            top, left = p * stride, q * stride
            share = np.tensordot(x[:, :, p, q], weight, axes=1)
            board[:, :, top : top + kernel_h, left : left + kernel_w] += share
    out_h, out_w = board.shape[2] - 2 * padding, board.shape[3] - 2 * padding
    out = board[:, :, 2 * padding : 2 * padding + out_h, 2 * padding : 2 * padding + out_w]
    return out + bias[:, None, None]
