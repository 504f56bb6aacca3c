from math import factorial

import numpy as np


def shapley(values):
    n = int(np.log2(len(values)))
    number = np.arange(len(values))
    table = number[:, None] >> np.arange(n) & 1
    weights = np.array([factorial(size) * factorial(n - size - 1) for size in range(n)])
    phi = np.empty_like(values, shape=n)
    for i in range(n):
        without = number[table[:, i] == 0]
        gains = values[without + 2**i] - values[without]
        phi[i] = weights[table[without].sum(axis=1)] @ gains
    return phi
