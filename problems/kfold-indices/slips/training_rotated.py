import numpy as np


def kfold_indices(order, k):
    folds = np.array_split(order, k)
    splits = []
    for i, validation in enumerate(folds):
        others = folds[i + 1 :] + folds[:i]
        splits.append((np.concatenate(others), validation))
    return splits
