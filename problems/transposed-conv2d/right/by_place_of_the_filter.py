import numpy as np


def transposed_conv2d(x, weight, bias, stride, padding):
    n, c, h, w = x.shape
    _, f, kernel_h, kernel_w = weight.shape
    # the last stride - 1 rows and columns are spare room
    board = np.zeros((n, f, h * stride + kernel_h - 1, w * stride + kernel_w - 1), dtype=x.dtype)
    for i in range(kernel_h):
        for j in range(kernel_w):
            part = np.einsum("nchw,cf->nfhw", x, weight[:, :, i, j])
            board[:, :, i : i + stride * h : stride, j : j + stride * w : stride] += part
    out_h = (h - 1) * stride + kernel_h - 2 * padding
    out_w = (w - 1) * stride + kernel_w - 2 * padding
    return board[:, :, padding:, padding:][:, :, :out_h, :out_w] + bias.reshape(-1, 1, 1)
