import numpy as np


def he_initialization(draws, slope, mode):
    """Return the weights of a layer."""
    return np.zeros_like(draws)
