"""Attention query by query, over the visible keys alone."""

import numpy as np


def attention(q, k, v, mask):
    visible = np.broadcast_to(True if mask is None else mask, (*q.shape[:-1], k.shape[-2]))
    out = np.zeros((*q.shape[:-1], v.shape[-1]))
    for at in np.ndindex(*q.shape[:-1]):
        keys, values = k[at[:-1]], v[at[:-1]]
        seen = np.flatnonzero(visible[at])
        if not seen.size:
            continue
        scores = keys[seen] @ q[at] / np.sqrt(q.shape[-1])
        weights = np.exp(scores - np.logaddexp.reduce(scores))
        out[at] = weights @ values[seen]
    return out
