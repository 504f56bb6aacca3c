import numpy as np


def causal_mask(tokens, pad, queries):
    m = tokens.shape[1]
    p = np.arange(m - queries, m)[:, None]
    j = np.arange(m)
    real = (tokens != pad)[:, None, :]
    return np.where((j <= p) & real | (j == p), 0.0, -np.inf)
