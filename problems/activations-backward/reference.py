"""One number at a time; the derivatives of sigmoid and tanh come from hyperbolic cosines."""

import math

import numpy as np


def _cosh(value):
    return math.cosh(min(abs(value), 700.0))


def _pair(x, kind):
    """Return the value and the derivative at one place."""
    if kind == "relu":
        return (x, 1.0) if x > 0.0 else (0.0, 0.0)
    if kind == "tanh":
        return math.tanh(x), _cosh(x) ** -2.0
    return 0.5 + 0.5 * math.tanh(0.5 * x), 0.25 * _cosh(0.5 * x) ** -2.0


def activation(x, upstream, kind):
    y, dx = np.zeros(x.shape), np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        y[place], slope = _pair(float(x[place]), kind)
        dx[place] = slope * upstream[place]
    return y, dx
