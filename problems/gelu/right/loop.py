import numpy as np
from math import erf, sqrt


def gelu(x):
    y = np.empty_like(x)
    for i in np.ndindex(x.shape):
        half = x[i] / 2
        y[i] = half + half * erf(x[i] / sqrt(2))
    return y
