import numpy as np


def numerical_gradient(x, coef, powers, h):
    """Return the gradient of the polynomial at x by central differences with step h."""
    return np.zeros_like(x)
