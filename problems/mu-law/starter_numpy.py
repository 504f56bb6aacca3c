import numpy as np


def mu_law(x, mu):
    """Return the codes of x, and what they stand for."""
    codes = np.floor((x + 1) / 2 * mu + 0.5).astype(np.int64)
    return codes, 2 * codes / mu - 1
