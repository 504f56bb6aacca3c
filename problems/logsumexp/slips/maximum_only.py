import numpy as np


def logsumexp(x, axis):
    m = x.max(axis=axis, keepdims=True)
    total = np.exp(x - m).sum(axis=axis)
    return m.squeeze(axis)
