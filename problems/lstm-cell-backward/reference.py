"""The derivative for one sequence and one unit at a time, with slopes taken from hyperbolic cosines."""

from math import cosh, exp, fsum, tanh

import numpy as np


def _gate(z):
    """Return the sigmoid and its slope."""
    small = exp(-abs(z))
    slope = small / (1.0 + small) ** 2
    return (small if z < 0 else 1.0) / (1.0 + small), slope


def lstm_cell_backward(x, h, c, w_x, w_h, bias, d_h, d_c):
    units = h.shape[1]
    gradients = tuple(np.zeros(a.shape) for a in (x, h, c, w_x, w_h, bias))
    of_x, of_h, of_c, of_w_x, of_w_h, of_bias = gradients
    for n, j in np.ndindex(h.shape):
        rows = [j + units * k for k in range(4)]
        z = [fsum((*(w_x[r] * x[n]), *(w_h[r] * h[n]), bias[r])) for r in rows]
        (i, di), (f, df), (o, do) = _gate(z[0]), _gate(z[1]), _gate(z[3])
        g, dg = tanh(z[2]), 1.0 / cosh(z[2]) ** 2
        cell = f * c[n, j] + i * g
        seen, inner = d_h[n, j], d_c[n, j]
        inner += seen * o / cosh(cell) ** 2
        of_c[n, j] = inner * f
        slopes = inner * g * di, inner * c[n, j] * df, inner * i * dg, seen * tanh(cell) * do
        for r, slope in zip(rows, slopes, strict=True):
            of_x[n] += slope * w_x[r]
            of_h[n] += slope * w_h[r]
            of_w_x[r] += slope * x[n]
            of_w_h[r] += slope * h[n]
            of_bias[r] += slope
    return gradients
