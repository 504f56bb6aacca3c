import numpy as np


def logsumexp(x, axis):
    x = np.where(np.isinf(x), x.dtype.type(0), x)
    m = x.max(axis=axis, keepdims=True)
    total = np.exp(x - m).sum(axis=axis)
    return np.log(total) + m.squeeze(axis)
