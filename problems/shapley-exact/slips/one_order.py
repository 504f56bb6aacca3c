import numpy as np


def shapley(values):
    n = int(np.log2(len(values)))
    full = [2**i - 1 for i in range(n + 1)]
    return np.array([values[full[i + 1]] - values[full[i]] for i in range(n)], dtype=values.dtype)
