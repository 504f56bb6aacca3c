import math

import numpy as np


def softmax(scores):
    e = np.exp(scores - scores.max(axis=-1))
    return e / e.sum(axis=-1)


def attention(q, k, v, mask):
    scores = np.einsum("...nd,...md->...nm", q, k) / math.sqrt(q.shape[-1])
    if mask is None:
        return softmax(scores) @ v
    lowest = np.finfo(scores.dtype).min
    weights = softmax(np.where(mask, scores, lowest))
    return np.where(mask, weights, 0) @ v
