"""The loss pair after pair, from distances by math.dist."""

from math import dist, fsum

import numpy as np


def contrastive_loss(left, right, same, margin):
    total = []
    for u, v, is_same in zip(left.tolist(), right.tolist(), same.tolist(), strict=True):
        miss = dist(u, v) if is_same else max(margin - dist(u, v), 0.0)
        total.append(miss * miss)
    return fsum(total) / (2 * len(total))


def contrastive_loss_backward(upstream, left, right, same, margin):
    pull = np.zeros(left.shape)
    for i, (u, v) in enumerate(zip(left, right, strict=True)):
        d = dist(u, v)
        if same[i]:
            pull[i] = u - v
        elif d < margin:
            pull[i] = (u - v) * (1.0 - margin / d)
    pull *= upstream / len(left)
    return pull, -pull, None, None
