import numpy as np


def kfold_indices(order, k):
    small, rest = divmod(len(order), k)
    sizes = np.full(k, small)
    sizes[:rest] += 1
    fold = np.repeat(np.arange(k), sizes)
    return [(order[fold != i], order[fold == i]) for i in range(k)]
