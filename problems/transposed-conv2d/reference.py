"""Each place of the output looks for the pixels whose filter reaches it."""

import itertools

import numpy as np


def _reaching(place, size, kernel, stride):
    """Yield the pixels that reach a place of the uncut output, each with the tap that does."""
    for tap in range(kernel):
        pixel, rest = divmod(place - tap, stride)
        if rest == 0 and 0 <= pixel < size:
            yield pixel, tap


def transposed_conv2d(x, weight, bias, stride, padding):
    images, _, height, width = x.shape
    _, filters, kernel_h, kernel_w = weight.shape
    rows = [
        list(_reaching(p, height, kernel_h, stride))
        for p in range(padding, (height - 1) * stride + kernel_h - padding)
    ]
    columns = [
        list(_reaching(q, width, kernel_w, stride))
        for q in range(padding, (width - 1) * stride + kernel_w - padding)
    ]
    out = np.zeros((images, filters, len(rows), len(columns)))
    for p, q in itertools.product(range(len(rows)), range(len(columns))):
        for (h, i), (w, j) in itertools.product(rows[p], columns[q]):
            out[:, :, p, q] += x[:, :, h, w] @ weight[:, :, i, j]
        out[:, :, p, q] += bias
    return out
