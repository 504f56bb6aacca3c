import numpy as np


def magnitude_prune(weights, sparsity):
    flat = np.sort(np.abs(np.concatenate([w.ravel() for w in weights])))
    k = int(sparsity * len(flat))
    thr = flat[k] if k < len(flat) else np.inf
    masks = [np.abs(w) >= thr for w in weights]
    return [w * m for w, m in zip(weights, masks)], masks
