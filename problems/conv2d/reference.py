"""Each place of the output from the part of the window that lies on the image; nothing is ever padded."""

import numpy as np


def _on_image(start, size, kernel):
    """Return which places of a window lie on the image, and where."""
    inside = [place for place in range(kernel) if 0 <= start + place < size]
    return inside, [start + place for place in inside]


def conv2d(x, weight, bias, stride, padding):
    height, width = x.shape[2:]
    kernel_h, kernel_w = weight.shape[2:]
    tops = range(-padding, height + padding - kernel_h + 1, stride)
    lefts = range(-padding, width + padding - kernel_w + 1, stride)
    out = np.empty((len(x), len(weight), len(tops), len(lefts)))
    for p, top in enumerate(tops):
        i, rows = _on_image(top, height, kernel_h)
        for q, left in enumerate(lefts):
            j, columns = _on_image(left, width, kernel_w)
            seen, weights = x[:, :, rows][..., columns], weight[:, :, i][..., j]
            out[:, :, p, q] = np.einsum("ncij,fcij->nf", seen, weights) + bias
    return out
