import numpy as np


def embedding_backward(weight, ids, d_out, padding):
    d_weight = np.zeros_like(weight)
    np.add.at(d_weight, ids, d_out)
    if padding is not None:
        d_weight[padding] = 0
    is_word = ids != (-1 if padding is None else padding)
    return weight[ids] * is_word[..., None], d_weight
