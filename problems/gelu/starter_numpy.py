import numpy as np


def gelu(x):
    """Return x times the standard normal distribution function of x, for each element."""
    return np.maximum(x, 0)
