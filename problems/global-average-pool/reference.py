"""Exact sums of one feature map at a time."""

from math import fsum

import numpy as np


def _maps(x, layout):
    """Yield the place of each feature map in the result and a view of it."""
    for n in range(len(x)):
        for c in range(x.shape[layout.index("C")]):
            yield (n, c), x[n, c] if layout == "NCHW" else x[n, :, :, c]


def global_average_pool(x, layout):
    out = np.empty((len(x), x.shape[layout.index("C")]))
    for place, values in _maps(x, layout):
        out[place] = fsum(values.flat) / values.size
    return out


def global_average_pool_backward(upstream, x, layout):
    of_x = np.empty(x.shape)
    for place, values in _maps(of_x, layout):
        values[...] = upstream[place] / values.size
    return of_x, None
