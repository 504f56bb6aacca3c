import numpy as np


def logsumexp(x, axis):
    m = x.max(axis=axis, keepdims=True)
    total = np.exp(x - m).sum(axis=axis)
    return np.log(np.exp(x - x.max()).sum()) + x.max()
