import numpy as np


def shapley(values):
    """Return the Shapley value (n,) of each feature."""
    n = len(values).bit_length() - 1
    return np.zeros(n, dtype=values.dtype)
