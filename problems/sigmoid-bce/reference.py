"""Minus the logarithms of both probabilities, element by element, weighted by the target."""

import math

import numpy as np


def sigmoid_bce(logits, targets):
    losses = [
        float(t * np.logaddexp(0.0, -z) + (1.0 - t) * np.logaddexp(0.0, z))
        for z, t in zip(logits.ravel(), targets.ravel(), strict=True)
    ]
    return math.fsum(losses) / len(losses)


def sigmoid_bce_backward(upstream, logits, targets):
    probabilities = (1.0 + np.tanh(logits / 2.0)) / 2.0
    share = upstream / logits.size
    return share * (probabilities - targets), -share * logits
