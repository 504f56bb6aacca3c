"""The loss of an error is the area under its slope, which follows the error up to delta and stays there."""

from math import fsum

import numpy as np


def huber_loss(pred, target, delta):
    losses = []
    for a, b in zip(pred.flat, target.flat, strict=True):
        size = max(a, b) - min(a, b)
        rising = min(size, delta)
        losses.append(float(rising * rising / 2.0 + (size - rising) * delta))
    return fsum(losses) / len(losses)


def huber_loss_backward(upstream, pred, target, delta):
    slope = np.clip(pred - target, -delta, delta) * (upstream / pred.size)
    return slope, -slope, None
