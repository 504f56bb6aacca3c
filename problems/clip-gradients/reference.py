"""The norm by the square root of an exact sum, and each element scaled by itself."""

from math import fsum, sqrt

import numpy as np


def clip_gradients(grads, max_norm):
    norm = sqrt(fsum(float(value) * float(value) for g in grads for value in np.asarray(g).flat))
    results = []
    for g in grads:
        result = np.array(g, dtype=float)
        for place in np.ndindex(result.shape):
            result[place] *= max_norm / max(norm, max_norm)
        results.append(result)
    return results, norm
