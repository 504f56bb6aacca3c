import numpy as np


def kfold_indices(order, k):
    n = len(order)
    splits = []
    start = 0
    for i in range(k):
        size = n // k + (i < n % k)
        stop = start + size
        train = order.copy()
        splits.append((train, order[start:stop].copy()))
        start = stop
    return splits
