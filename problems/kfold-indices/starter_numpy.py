import numpy as np


def kfold_indices(order, k):
    """Return k pairs of the indices for training and those for validation."""
    return [(order.copy(), order.copy()) for _ in range(k)]
