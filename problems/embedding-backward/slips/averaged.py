import numpy as np


def embedding_backward(weight, ids, d_out, padding):
    rows = [
        d_out[ids == word].sum(axis=0) / max((ids == word).sum(), 1) * (word != padding)
        for word in range(len(weight))
    ]
    return np.take(weight, ids, axis=0), np.stack(rows).astype(weight.dtype)
