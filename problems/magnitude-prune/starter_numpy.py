import numpy as np


def magnitude_prune(weights, sparsity):
    """Return the pruned weights and the masks of what was kept."""
    return [w.copy() for w in weights], [np.ones(w.shape, dtype=bool) for w in weights]
