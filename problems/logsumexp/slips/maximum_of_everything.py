import numpy as np


def logsumexp(x, axis):
    m = x.max(keepdims=True)
    total = np.exp(x - m).sum(axis=axis)
    return np.log(total) + m.max()
