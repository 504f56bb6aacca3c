"""One step of a GRU, gate by gate, with the sigmoid as a shifted hyperbolic tangent."""

import numpy as np


def _sigmoid(a):
    return (1 + np.tanh(a / 2)) / 2


def _parts(x, h, w_x, w_h, b_x, b_h):
    """Return reset gate, update gate, candidate and what the candidate sees of the past."""
    n = h.shape[1]
    sides = []
    for number in range(3):
        rows = slice(number * n, (number + 1) * n)
        sides.append((np.inner(x, w_x[rows]) + b_x[rows], np.inner(h, w_h[rows]) + b_h[rows]))
    reset, update = _sigmoid(sum(sides[0])), _sigmoid(sum(sides[1]))
    new, past = sides[2]
    return reset, update, np.tanh(new + reset * past), past


def gru_cell(x, h, w_x, w_h, b_x, b_h):
    _, update, new, _ = _parts(x, h, w_x, w_h, b_x, b_h)
    return new + update * (h - new)


def gru_cell_backward(upstream, x, h, w_x, w_h, b_x, b_h):
    reset, update, new, past = _parts(x, h, w_x, w_h, b_x, b_h)
    of_new = upstream * (1 - update) * (1 - new**2)
    of_reset = of_new * past * reset * (1 - reset)
    of_update = upstream * (h - new) * update * (1 - update)
    on_x = np.hstack((of_reset, of_update, of_new))
    on_h = np.hstack((of_reset, of_update, of_new * reset))
    of_h = upstream * update + on_h @ w_h
    return on_x @ w_x, of_h, on_x.T @ x, on_h.T @ h, on_x.sum(0), on_h.sum(0)
