import numpy as np


def ridge_regression(x, y, lam):
    """Return the weights and the bias."""
    return np.zeros(x.shape[1]), y.mean()
