"""Pixel by pixel: each decides whether it lies in the rectangle, and the targets count the pixels."""

from math import floor, sqrt

import numpy as np


def _is_inside(place, centre, size, lam):
    half = floor(size * sqrt(1.0 - lam) / 2.0)
    return centre - half <= place < centre + half


def cutmix_batch(x, labels, partner, lam, row, column, classes):
    count, _, height, width = x.shape
    mixed, targets = np.array(x, dtype=float), np.zeros((count, classes))
    for n, i, j in np.ndindex(count, height, width):
        is_pasted = _is_inside(i, row, height, lam) and _is_inside(j, column, width, lam)
        source = partner[n] if is_pasted else n
        mixed[n, :, i, j] = x[source, :, i, j]
        targets[n, labels[source]] += 1.0 / (height * width)
    return mixed, targets
