"""PCA by Jacobi rotations: sums of squares and products are turned until no product is left."""

from math import atan2, cos, fsum, sin

import numpy as np


def pca_project(x, k):
    size = x.shape[1]
    means = [fsum(column) / len(x) for column in x.T]
    turned = np.array(x - means)
    axes = np.eye(size)
    for _ in range(8):
        for i in range(size):
            for j in range(i):
                a, b = turned[:, i].copy(), turned[:, j].copy()
                angle = atan2(2.0 * fsum(a * b), fsum(a * a) - fsum(b * b)) / 2.0
                c, s = cos(angle), sin(angle)
                turned[:, i], turned[:, j] = c * a + s * b, c * b - s * a
                axes[i], axes[j] = c * axes[i] + s * axes[j], c * axes[j] - s * axes[i]
    spread = [fsum(column * column) for column in turned.T]
    order = sorted(range(size), key=spread.__getitem__)[: -k - 1 : -1]
    signs = [np.sign(max(axes[i], key=abs)) for i in order]
    scores = [sign * turned[:, i] for sign, i in zip(signs, order, strict=True)]
    return np.column_stack(scores), np.array([spread[i] for i in order]) / fsum(spread)
