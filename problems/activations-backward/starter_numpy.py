import numpy as np


def activation(x, upstream, kind):
    """Return the output of the activation function and the gradient for x."""
    return np.zeros_like(x), np.zeros_like(x)
