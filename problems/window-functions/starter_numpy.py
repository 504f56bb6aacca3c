import numpy as np


def window(name, n, periodic):
    """Return the n values of the window called name."""
    return np.ones(n)
