import math

import numpy as np


def magnitude_prune(weights, sparsity):
    sizes = [w.size for w in weights]
    values = np.abs(np.hstack([w.flatten() for w in weights]))
    count = math.floor(sparsity * sum(sizes))
    removed = np.zeros(values.shape, bool)
    if count:
        threshold = np.sort(values)[count - 1]
        removed = values < threshold

    parts = np.split(~removed, np.cumsum(sizes)[:-1])
    masks = [part.reshape(w.shape) for part, w in zip(parts, weights, strict=True)]
    return [w * mask for w, mask in zip(weights, masks, strict=True)], masks
