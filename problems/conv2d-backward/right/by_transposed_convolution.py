import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv2d_backward(dy, x, weight, stride, padding):
    n, _, h, w = x.shape
    f, _, kernel_h, kernel_w = weight.shape
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    windows = sliding_window_view(padded, (kernel_h, kernel_w), axis=(2, 3))[:, :, ::stride, ::stride]
    dweight = np.einsum("nfpq,ncpqij->fcij", dy, windows)

    # the output's gradient with its strides opened up, and room around it for every window
    spread = np.zeros((n, f, padded.shape[2] + kernel_h - 1, padded.shape[3] + kernel_w - 1), dtype=x.dtype)
    spread[:, :, kernel_h - 1 :: stride, kernel_w - 1 :: stride][:, :, : dy.shape[2], : dy.shape[3]] = dy
    reached = sliding_window_view(spread, (kernel_h, kernel_w), axis=(2, 3))
    dpadded = np.einsum("nfpqij,fcij->ncpq", reached, weight[:, :, ::-1, ::-1])
    return dpadded[:, :, padding : padding + h, padding : padding + w], dweight, dy.sum((0, 2, 3))
