import numpy as np


def kfold_indices(order, k):
    folds = [order[len(order) * j // k : len(order) * (j + 1) // k] for j in range(k)]
    splits = []
    for i, validation in enumerate(folds):
        others = folds[:i] + folds[i + 1 :]
        splits.append((np.concatenate(others), validation))
    return splits
