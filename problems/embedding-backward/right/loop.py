import numpy as np


def embedding_backward(weight, ids, d_out, padding):
    out = np.empty_like(d_out)
    d_weight = np.zeros_like(weight)
    for place in np.ndindex(ids.shape):
        word = ids[place]
        out[place] = weight[word]
        if word != padding:
            d_weight[word] += d_out[place]
    return out, d_weight
