import numpy as np


def attention(q, k, v, mask):
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(q.shape[-1]).astype(q.dtype)
    if mask is None:
        mask = np.ones(scores.shape, dtype=bool)
    highest = np.max(scores, axis=-1, keepdims=True, initial=-np.inf, where=mask)
    highest = np.where(np.isfinite(highest), highest, 0)
    weights = np.where(mask, np.exp(np.where(mask, scores - highest, 0)), 0)
    total = weights.sum(axis=-1, keepdims=True) + 1e-6
    return weights / np.where(total == 0, 1, total) @ v
