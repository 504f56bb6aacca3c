"""One step of an LSTM, gate by gate, with the sigmoid as a shifted hyperbolic tangent."""

import numpy as np


def _sigmoid(z):
    return (1 + np.tanh(z / 2)) / 2


def _gates(x, h, w_x, w_h, bias):
    n = h.shape[1]
    gates = []
    for number, squash in enumerate((_sigmoid, _sigmoid, np.tanh, _sigmoid)):
        rows = slice(number * n, (number + 1) * n)
        gates.append(squash(np.inner(x, w_x[rows]) + np.inner(h, w_h[rows]) + bias[rows]))
    return gates


def lstm_cell(x, h, c, w_x, w_h, bias):
    i, f, g, o = _gates(x, h, w_x, w_h, bias)
    cell = f * c + i * g
    return o * np.tanh(cell), cell


def lstm_cell_backward(upstream, x, h, c, w_x, w_h, bias):
    up_h, up_c = upstream
    i, f, g, o = _gates(x, h, w_x, w_h, bias)
    shown = np.tanh(f * c + i * g)
    d_cell = up_c + up_h * o * (1 - shown**2)
    slopes = (
        d_cell * g * i * (1 - i),
        d_cell * c * f * (1 - f),
        d_cell * i * (1 - g**2),
        up_h * shown * o * (1 - o),
    )
    dz = np.hstack(slopes)
    return dz @ w_x, dz @ w_h, d_cell * f, dz.T @ x, dz.T @ h, dz.sum(0)
