import numpy as np


def windows_of(padded, kernel_h, kernel_w, out_h, out_w, stride):
    """Yield each place within the window, with a view of the pixels all windows have there."""
    for i in range(kernel_h):
        for j in range(kernel_w):
            yield i, j, padded[:, :, i : i + stride * out_h : stride, j : j + stride * out_w : stride]


def conv2d_backward(dy, x, weight, stride, padding):
    n, c, h, w = x.shape
    f, _, kernel_h, kernel_w = weight.shape
    sizes = (kernel_h, kernel_w, *dy.shape[2:])
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    col = np.empty((n, c, *sizes), dtype=x.dtype)
    for i, j, seen in windows_of(padded, *sizes, stride):
        col[:, :, i, j] = seen
    col = col.transpose(0, 4, 5, 1, 2, 3).reshape(-1, c * kernel_h * kernel_w)

    upstream = dy.transpose(0, 2, 3, 1).reshape(-1, f)
    dweight = (upstream.T @ col).reshape(weight.shape)
    dcol = (upstream @ weight.reshape(f, -1)).reshape(n, *dy.shape[2:], c, kernel_h, kernel_w)

    dpadded = np.zeros_like(padded)
    for i, j, gathered in windows_of(dpadded, *sizes, stride):
        np.add(gathered, dcol[..., i, j].transpose(0, 3, 1, 2), out=gathered)
    return dpadded[:, :, padding : h + padding, padding : w + padding], dweight, upstream.sum(axis=0)
