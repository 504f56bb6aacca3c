import numpy as np


def logsumexp(x, axis):
    m = np.abs(x).max(axis=axis, keepdims=True)
    total = np.exp(x - m).sum(axis=axis)
    return np.log(total) + m.squeeze(axis)
