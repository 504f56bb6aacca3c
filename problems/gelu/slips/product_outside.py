import math

import numpy as np

erf = np.vectorize(math.erf, otypes=[float])


def gelu(x):
    half = 0.5 * x + 0.5 * erf(x / math.sqrt(2))
    return (half).astype(x.dtype)
