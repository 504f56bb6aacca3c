import numpy as np


def huber_loss(pred, target, delta):
    """Return the mean Huber loss."""
    return np.mean(pred - target)
