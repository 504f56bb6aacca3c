import numpy as np


def attention(q, k, v, mask):
    scores = q @ k.swapaxes(-1, -2) / q.shape[-1] ** 0.5
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    out = np.zeros((*q.shape[:-1], v.shape[-1]))
    for place in np.ndindex(*q.shape[:-1]):
        row = scores[place]
        if np.isfinite(row).any():
            e = np.exp(row - row.max())
            out[place] = e / e.sum() @ v[place[:-1]]
    return out
