import numpy as np


def linear_regression(x, y):
    """Return the weights and the bias with the least sum of squared errors."""
    return np.zeros(x.shape[1]), 0.0
