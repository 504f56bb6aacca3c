import numpy as np


def logsumexp(x, axis):
    m = x.min(axis=axis, keepdims=True)
    total = np.exp(x - m).sum(axis=axis)
    return np.log(total) + m.squeeze(axis)
