import numpy as np


def logsumexp(x, axis):
    return np.log(np.exp(np.clip(x, -700, 700)).sum(axis=axis))
