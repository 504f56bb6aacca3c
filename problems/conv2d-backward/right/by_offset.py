import numpy as np


def conv2d_backward(dy, x, weight, stride, padding):
    h, w = x.shape[2:]
    out_h, out_w = dy.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    dpadded, dweight = np.zeros_like(padded), np.empty_like(weight)
    for i in range(weight.shape[2]):
        for j in range(weight.shape[3]):
            seen = (..., slice(i, i + stride * out_h, stride), slice(j, j + stride * out_w, stride))
            dweight[:, :, i, j] = np.einsum("nfpq,ncpq->fc", dy, padded[seen])
            dpadded[seen] += np.einsum("nfpq,fc->ncpq", dy, weight[:, :, i, j])
    return dpadded[:, :, padding : padding + h, padding : padding + w], dweight, np.einsum("nfpq->f", dy)
