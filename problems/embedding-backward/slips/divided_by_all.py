import numpy as np


def embedding_backward(weight, ids, d_out, padding):
    d_weight = np.zeros_like(weight)
    np.add.at(d_weight, ids, d_out / max(ids.size, 1))
    if padding is not None:
        d_weight[padding] = 0
    return weight[ids], d_weight
