import numpy as np


def positional_encoding(positions, d, base):
    """Return the code of each position, a row of d values."""
    return np.zeros((len(positions), d))
