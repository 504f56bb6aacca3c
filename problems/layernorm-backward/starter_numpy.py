import numpy as np


def layernorm_backward(upstream, x, gamma, eps):
    """Return the gradients for x, gamma and beta."""
    return np.zeros_like(x), np.zeros_like(gamma), np.zeros_like(gamma)
