"""The codes by counting: how many of the borders between codes a sample has reached."""

from math import copysign, expm1, log

import numpy as np


def _expanded(level, mu):
    """Return the sample of a level from -1 to 1."""
    return copysign(expm1(abs(level) * log(1.0 + mu)) / mu, level)


def mu_law(x, mu):
    borders = [_expanded((2.0 * k - 1.0 - mu) / mu, mu) for k in range(1, mu + 1)]
    codes = np.zeros(x.shape, dtype=np.int64)
    decoded = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        code = int(np.searchsorted(borders, x[place], side="right"))
        codes[place] = code
        decoded[place] = _expanded((code + code - mu) / mu, mu)
    return codes, decoded
