import numpy as np


def embedding_backward(weight, ids, d_out, padding):
    d_weight = np.zeros_like(weight)
    flat, rows = ids.reshape(-1), d_out.reshape(-1, weight.shape[1])
    words, first = np.unique(flat, return_index=True)
    d_weight[words] = rows[first]
    if padding is not None:
        d_weight[padding] = 0
    return weight[ids], d_weight
