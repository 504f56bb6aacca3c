"""Each place of the output gives back what it took from the image; nothing is ever padded or cropped."""

import numpy as np


def _on_image(start, size, kernel):
    """Return which places of a window lie on the image, and where."""
    inside = [place for place in range(kernel) if 0 <= start + place < size]
    return inside, [start + place for place in inside]


def conv2d_backward(dy, x, weight, stride, padding):
    height, width = x.shape[2:]
    kernel_h, kernel_w = weight.shape[2:]
    dx, dweight, dbias = np.zeros(x.shape), np.zeros(weight.shape), np.zeros(len(weight))
    for p, q in np.ndindex(*dy.shape[2:]):
        i, rows = _on_image(p * stride - padding, height, kernel_h)
        j, columns = _on_image(q * stride - padding, width, kernel_w)
        there, here = (..., *np.ix_(rows, columns)), (..., *np.ix_(i, j))
        dx[there] += np.einsum("nf,fcij->ncij", dy[:, :, p, q], weight[here])
        dweight[here] += np.einsum("nf,ncij->fcij", dy[:, :, p, q], x[there])
        dbias += dy[:, :, p, q].sum(axis=0)
    return dx, dweight, dbias
