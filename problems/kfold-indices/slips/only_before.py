import numpy as np


def kfold_indices(order, k):
    folds = np.array_split(order, k)
    splits = []
    for i, validation in enumerate(folds):
        others = folds[:i] or [order[:0]]
        splits.append((np.concatenate(others), validation))
    return splits
