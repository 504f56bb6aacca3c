import numpy as np


def attention(q, k, v, mask):
    *lead, n, d = q.shape
    m = k.shape[-2]
    seen = np.broadcast_to(True if mask is None else mask, (*lead, n, m))
    out = np.zeros((*lead, n, v.shape[-1]), dtype=q.dtype)
    for place in np.ndindex(*lead, n):
        *outer, _ = place
        outer = tuple(outer)
        chosen = seen[place]
        if chosen.any():
            scores = k[outer][chosen] @ q[place] / d**0.5
            e = np.exp(scores - scores.max())
            out[place] = (e / e.sum()) @ v[outer][chosen]
    return out
