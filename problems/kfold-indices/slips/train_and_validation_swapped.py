import numpy as np


def kfold_indices(order, k):
    n = len(order)
    splits = []
    start = 0
    for i in range(k):
        size = n // k + (i < n % k)
        stop = start + size
        train = np.concatenate([order[:start], order[stop:]])
        splits.append((order[start:stop].copy(), train))
        start = stop
    return splits
