from math import factorial

import numpy as np


def shapley(values):
    n = len(values).bit_length() - 1
    phi = np.zeros(n, dtype=values.dtype)
    for i in range(n):
        for k in range(len(values)):
            if k >> i & 1:
                continue
            size = bin(k).count("1")
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            phi[i] += weight * (values[k | 1 << i] - values[k])
    return phi
