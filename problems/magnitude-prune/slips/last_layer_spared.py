import numpy as np


def magnitude_prune(weights, sparsity):
    flat = np.concatenate([w.ravel() for w in weights])
    ranked = np.abs(flat)
    ranked[flat.size - weights[-1].size :] = np.inf
    order = np.argsort(ranked, kind="stable")
    keep = np.ones(flat.size, dtype=bool)
    keep[order[: int(sparsity * flat.size)]] = False
    pruned, masks, start = [], [], 0
    for w in weights:
        mask = keep[start : start + w.size].reshape(w.shape)
        pruned.append(np.where(mask, w, 0).astype(w.dtype))
        masks.append(mask)
        start += w.size
    return pruned, masks
