"""The layer as products with a one-hot matrix."""

import numpy as np


def embedding_backward(weight, ids, d_out, padding):
    words = np.reshape(ids, -1)
    one_hot = np.equal.outer(words, np.arange(len(weight))).astype(np.float64)
    out = np.reshape(one_hot @ weight, (*np.shape(ids), weight.shape[1]))
    learnt = [0.0 if word == padding else 1.0 for word in range(len(weight))]
    upstream = np.reshape(d_out, (len(words), weight.shape[1]))
    return out, np.diag(learnt) @ (one_hot.T @ upstream)
