import numpy as np


def magnitude_prune(weights, sparsity):
    threshold = np.quantile(np.abs(np.concatenate([w.ravel() for w in weights])), sparsity)
    masks = [np.abs(w) > threshold for w in weights]
    return [np.where(m, w, 0).astype(w.dtype) for w, m in zip(weights, masks)], masks
