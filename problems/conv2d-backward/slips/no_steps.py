import numpy as np


def conv2d_backward(dy, x, weight, stride, padding):
    h, w = x.shape[2:]
    kernel_h, kernel_w = weight.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    dpadded = np.zeros(padded.shape, dtype=x.dtype)
    dweight = np.zeros(weight.shape, dtype=x.dtype)
    for p in range(dy.shape[2]):
        for q in range(dy.shape[3]):
            rows = slice(p, p + kernel_h)
            columns = slice(q, q + kernel_w)
            upstream = dy[:, :, p, q]
            dpadded[:, :, rows, columns] += np.tensordot(upstream, weight, axes=1)
            dweight += np.tensordot(upstream.T, padded[:, :, rows, columns], axes=1)
    dx = dpadded[:, :, padding : padding + h, padding : padding + w]
    return dx, dweight, dy.sum(axis=(0, 2, 3))
