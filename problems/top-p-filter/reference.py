"""A token stays if those that come before it do not reach the limit yet."""

from math import fsum

import numpy as np


def top_p_filter(probs, top_p):
    result = np.zeros(probs.shape)
    for i, row in enumerate(probs.tolist()):
        kept = []
        for c, own in enumerate(row):
            ahead = [p for d, p in enumerate(row) if (-p, d) < (-own, c)]
            if fsum(ahead) < top_p:
                kept.append(c)
        whole = fsum(row[c] for c in kept)
        for c in kept:
            result[i, c] = row[c] / whole
    return result
