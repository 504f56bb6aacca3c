import numpy as np


def softmax_loss(scores, targets, upstream):
    """Return the mean loss and the gradient for the scores."""
    return 0.0, np.zeros_like(scores)
