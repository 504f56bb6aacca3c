import numpy as np


def magnitude_prune(weights, sparsity):
    pruned, masks = [], []
    for w in weights:
        order = np.argsort(np.abs(w.ravel()), kind="stable")
        keep = np.ones(w.size, dtype=bool)
        keep[order[: int(sparsity * w.size)]] = False
        masks.append(keep.reshape(w.shape))
        pruned.append(w * masks[-1])
    return pruned, masks
