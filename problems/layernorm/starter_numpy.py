import numpy as np


def layernorm(x, gamma, beta, eps):
    """Normalise x along its last axis, then scale by gamma and shift by beta."""
    return np.zeros_like(x)
