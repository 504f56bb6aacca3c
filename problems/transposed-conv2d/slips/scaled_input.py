import numpy as np


def transposed_conv2d(x, weight, bias, stride, padding):
    x = x.repeat(stride, axis=2).repeat(stride, axis=3)
    n, c, h, w = x.shape
    _, f, kernel_h, kernel_w = weight.shape
    out_h = h - stride + kernel_h - 2 * padding
    out_w = w - stride + kernel_w - 2 * padding
    board = np.zeros((n, f, h + kernel_h - 1, w + kernel_w - 1), dtype=x.dtype)
    for i in range(kernel_h):
        for j in range(kernel_w):
            board[:, :, i : i + h, j : j + w] += np.einsum("nchw,cf->nfhw", x, weight[:, :, i, j])
    return board[:, :, padding : padding + out_h, padding : padding + out_w] + bias[:, None, None]
