import numpy as np


def causal_mask(tokens, pad, queries):
    b, m = tokens.shape
    result = np.zeros((b, queries, m), dtype=bool)
    for i in range(queries):
        p = m - queries + i
        result[:, i, :p] = tokens[:, :p] != pad
        result[:, i, p] = True
    return result
