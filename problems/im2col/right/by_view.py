import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def im2col(x, kernel_h, kernel_w, stride, padding):
    edge = (padding, padding)
    padded = np.pad(x, ((0, 0), (0, 0), edge, edge))
    windows = sliding_window_view(padded, (kernel_h, kernel_w), axis=(2, 3))[:, :, ::stride, ::stride]
    windows = np.moveaxis(windows, 1, 3)
    return windows.reshape(-1, x.shape[1] * kernel_h * kernel_w)
