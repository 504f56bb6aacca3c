"""The loss triplet after triplet, with the squares of the anchor cancelled."""

from math import fsum

import numpy as np


def _gap(a, p, n, margin):
    """Return what is cut off at 0: |p|^2 - |n|^2 - 2 a.(p - n) + m."""
    return fsum([*((q - r) * (q + r - 2.0 * b) for b, q, r in zip(a, p, n, strict=True)), margin])


def triplet_loss(anchor, positive, negative, margin):
    rows = zip(anchor.tolist(), positive.tolist(), negative.tolist(), strict=True)
    gaps = [_gap(a, p, n, margin) for a, p, n in rows]
    return fsum(gap for gap in gaps if gap > 0.0) / len(gaps)


def triplet_loss_backward(upstream, anchor, positive, negative, margin):
    gradients = np.zeros((3, *anchor.shape))
    for i, (a, p, n) in enumerate(zip(anchor, positive, negative, strict=True)):
        if _gap(a, p, n, margin) > 0.0:
            gradients[:, i] = np.array([n - p, p - a, a - n]) * (2.0 * upstream / len(anchor))
    return *gradients, None
