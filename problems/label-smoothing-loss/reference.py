"""The log of the sum minus the expected logit under the smoothed target, row by row."""

import math

import numpy as np


def _targets(label, count, smoothing):
    return [smoothing / count + (1.0 - smoothing if k == label else 0.0) for k in range(count)]


def label_smoothing_loss(logits, labels, smoothing):
    losses = []
    for row, label in zip(logits, labels, strict=True):
        total = float(np.logaddexp.reduce(row))
        wanted = _targets(label, len(row), smoothing)
        losses += [share * (total - float(z)) for share, z in zip(wanted, row, strict=True)]
    return math.fsum(losses) / len(logits)


def label_smoothing_loss_backward(upstream, logits, labels, smoothing):
    gradient = np.empty(logits.shape)
    for place, (row, label) in enumerate(zip(logits, labels, strict=True)):
        gradient[place] = np.exp(row - np.logaddexp.reduce(row))
        gradient[place] -= _targets(label, len(row), smoothing)
    return gradient * (upstream / len(logits)), None, None
