import numpy as np


def gru_cell(x, h, w_x, w_h, b_x, b_h):
    n = h.shape[1]
    result = np.empty_like(h)
    for row, (inputs, state) in enumerate(zip(x, h)):
        seen, past = w_x.dot(inputs) + b_x, w_h.dot(state) + b_h
        reset, update = np.tanh((seen + past)[: 2 * n] / 2).reshape(2, n) / 2 + 0.5
        new = np.tanh(seen[2 * n :] + reset * past[2 * n :])
        result[row] = new + update * (state - new)
    return result
