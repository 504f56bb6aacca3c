import math

import numpy as np


def mu_law(x, mu):
    levels = [(2 * q - mu) / mu for q in range(mu + 1)]
    table = np.array([math.copysign((1 + mu) ** abs(f) - 1, f) / mu for f in levels], dtype=x.dtype)
    loud = np.minimum(abs(x), 1)
    compressed = np.copysign(np.log(1 + mu * loud) / math.log(1 + mu), x)
    codes = ((compressed + 1) * mu + 1) // 2
    codes = codes.astype(int)
    return codes, table[codes]
