import math

import numpy as np

erf = np.vectorize(math.erf, otypes=[float])


def gelu(x):
    phi = 0.5 * (1 - erf(x / math.sqrt(2)))
    return (x * phi).astype(x.dtype)
