"""The binomial theorem: in each power only the odd terms of the step are left, and nothing is subtracted."""

from math import comb

import numpy as np


def _difference(value, power, h):
    """Return ((value + h)^power - (value - h)^power) / 2h."""
    return sum(comb(power, k) * value ** (power - k) * h ** (k - 1) for k in range(1, power + 1, 2))


def numerical_gradient(x, coef, powers, h):
    out = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        for c, exponents in zip(coef, powers, strict=True):
            term = c * _difference(float(x[place]), int(exponents[place]), h)
            for other in np.ndindex(x.shape):
                term *= x[other] ** exponents[other] if other != place else 1.0
            out[place] += term
    return out
