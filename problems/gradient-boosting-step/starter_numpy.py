import numpy as np


def gradient_boosting_step(scores, y, leaf, num_leaves, lr, lam):
    """Return the new scores and the values of the leaves."""
    return scores.copy(), np.zeros(num_leaves)
