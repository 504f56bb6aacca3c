"""One decision after the other, each with its own sign and its own gradient."""

from math import exp, fsum, log1p

import numpy as np


def _decisions(centers, contexts, negatives):
    """Yield centre, word and the sign of each decision."""
    for i in range(len(centers)):
        yield centers[i], contexts[i], 1.0
        for word in negatives[i]:
            yield centers[i], word, -1.0


def _surprise(s):
    return max(-s, 0.0) + log1p(exp(-abs(s)))


def negative_sampling_loss(w_in, w_out, centers, contexts, negatives):
    total = fsum(
        _surprise(sign * fsum(w_in[c] * w_out[o])) for c, o, sign in _decisions(centers, contexts, negatives)
    )
    return total / len(centers)


def negative_sampling_loss_backward(upstream, w_in, w_out, centers, contexts, negatives):
    d_in, d_out = np.zeros(w_in.shape), np.zeros(w_out.shape)
    for c, o, sign in _decisions(centers, contexts, negatives):
        missing = exp(-_surprise(-sign * fsum(w_in[c] * w_out[o])))
        slope = -sign * missing * float(upstream) / len(centers)
        d_in[c] += slope * w_out[o]
        d_out[o] += slope * w_in[c]
    return d_in, d_out, None, None, None
