import numpy as np


def magnitude_prune(weights, sparsity):
    flat = np.concatenate([w.ravel() for w in weights])
    order = np.argsort(np.abs(flat), kind="stable")
    keep = np.ones(flat.size, dtype=bool)
    keep[order[: int(sparsity * flat.size)]] = False
    pruned, masks, start = [], [], 0
    for w in weights:
        mask = keep[start : start + w.size].reshape(w.shape)
        pruned.append(np.where(mask, w, 0).astype(w.dtype))
        masks.append(mask)
        start += w.size
    return masks, pruned
