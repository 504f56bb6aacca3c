"""One step of an RNN for one sequence and one unit at a time."""

from math import cosh, fsum, tanh

import numpy as np


def rnn_cell(x, h, w_x, w_h, bias, d_next):
    after = np.empty(h.shape)
    of_x, of_h, of_w_x, of_w_h, of_bias = (np.zeros(a.shape) for a in (x, h, w_x, w_h, bias))
    for n, j in np.ndindex(h.shape):
        total = fsum((*(x[n] * w_x[:, j]), *(h[n] * w_h[:, j]), bias[j]))
        after[n, j] = tanh(total)
        error = d_next[n, j] / cosh(total) ** 2
        of_bias[j] += error
        of_x[n] += error * w_x[:, j]
        of_h[n] += error * w_h[:, j]
        of_w_x[:, j] += error * x[n]
        of_w_h[:, j] += error * h[n]
    return after, of_x, of_h, of_w_x, of_w_h, of_bias
