"""The mean over all orders in which the features can join."""

from itertools import permutations
from math import log2

import numpy as np


def shapley(values):
    n = round(log2(len(values)))
    orders = list(permutations(range(n)))
    total = np.zeros(n)
    for order in orders:
        present = 0
        for feature in order:
            joined = present + 2**feature
            total[feature] += values[joined] - values[present]
            present = joined
    return total / len(orders)
