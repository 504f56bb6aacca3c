from itertools import combinations
from math import comb

import numpy as np


def shapley(values):
    n = int(np.log2(len(values)))
    result = []
    for i in range(n):
        others = [j for j in range(n) if j != i]
        mean_of_sizes = 0.0
        for size in range(n):
            gains = 0.0
            for members in combinations(others, size):
                k = sum(2**j for j in members)
                gains += values[k + 2**i] - values[k]
            mean_of_sizes += gains
        result.append(mean_of_sizes / n)
    return np.array(result, dtype=values.dtype)
