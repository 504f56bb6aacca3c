import numpy as np


def conv2d_backward(dy, x, weight, stride, padding):
    h, w = x.shape[2:]
    out_h, out_w = dy.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    dpadded, dweight = np.zeros_like(padded), np.zeros_like(weight)
    for n in range(len(x)):
        for i in range(weight.shape[2]):
            for j in range(weight.shape[3]):
                seen = (n, ..., slice(i, i + stride * out_h, stride), slice(j, j + stride * out_w, stride))
                dweight[:, :, i, j] = np.einsum("fpq,cpq->fc", dy[n], padded[seen])
                dpadded[seen] += np.einsum("fpq,fc->cpq", dy[n], weight[:, :, i, j])
    dx = dpadded[:, :, padding : padding + h, padding : padding + w]
    return dx, dweight, dy.sum(axis=(0, 2, 3))
