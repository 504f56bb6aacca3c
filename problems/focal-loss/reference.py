"""Each element's loss from its odds; its slope from the closed form."""

import math

import numpy as np


def _parts(z, t, gamma, alpha):
    """Return the weight, the probability of the false class and the cross-entropy of one element."""
    towards = z if t else -z
    entropy = math.log1p(math.exp(-abs(towards))) + max(-towards, 0.0)
    missing = math.exp(-entropy - towards)
    return (alpha if t else 1.0 - alpha) * missing**gamma, missing, entropy


def focal_loss(logits, targets, gamma, alpha):
    losses = []
    for z, t in zip(logits.flat, targets.flat, strict=True):
        weight, _, entropy = _parts(float(z), t, gamma, alpha)
        losses.append(weight * entropy)
    return math.fsum(losses) / (np.count_nonzero(targets) or 1)


def focal_loss_backward(upstream, logits, targets, gamma, alpha):
    out = np.zeros(logits.shape)
    for place in np.ndindex(logits.shape):
        weight, missing, entropy = _parts(float(logits[place]), targets[place], gamma, alpha)
        slope = -weight * (gamma * (1.0 - missing) * entropy + missing)
        out[place] = slope if targets[place] else -slope
    return upstream * out / (np.count_nonzero(targets) or 1), None, None, None
