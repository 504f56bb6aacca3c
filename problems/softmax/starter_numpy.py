import numpy as np


def softmax(x):
    """Return the softmax of x along its last axis."""
    return np.zeros(x.shape)
