import numpy as np


def kfold_indices(order, k):
    n = len(order)
    splits = []
    start = 0
    for i in range(k):
        size = min(-(-n // k), n - start)
        stop = start + size
        train = np.concatenate([order[:start], order[stop:]])
        splits.append((train, order[start:stop].copy()))
        start = stop
    return splits
