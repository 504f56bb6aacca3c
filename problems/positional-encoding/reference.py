"""Positional encoding as the imaginary and real parts of turning pointers."""

from cmath import exp
from math import log

import numpy as np


def positional_encoding(positions, d, base):
    codes = np.empty((len(positions), d))
    for row, column in np.ndindex(codes.shape):
        is_cosine = column % 2
        angle = positions[row] * exp(-log(base) * (column - is_cosine) / d).real
        pointer = exp(1j * angle)
        codes[row, column] = pointer.real if is_cosine else pointer.imag
    return codes
