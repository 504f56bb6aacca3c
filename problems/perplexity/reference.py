"""Perplexity as the geometric mean of how much less likely each token is than certain."""

from math import exp, fsum, log1p

import numpy as np


def _surprise(scores, target):
    """Return -log p from the differences to the target alone."""
    apart = [z - scores[target] for c, z in enumerate(scores) if c != target]
    top = max([0.0, *apart])
    rest = sorted([0.0, *apart])[:-1]
    return top + log1p(fsum(exp(d - top) for d in rest))


def perplexity(logits, targets, mask):
    parts = []
    for i in range(len(logits)):
        kept = np.flatnonzero(mask[i]).tolist()
        parts.append([_surprise(logits[i, t].tolist(), targets[i, t]) for t in kept])
    everything = [s for part in parts for s in part]
    return exp(fsum(everything) / len(everything)), np.array([exp(fsum(p) / len(p)) for p in parts])
