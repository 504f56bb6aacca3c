"""The gradient carried forward with the state (real-time recurrent learning), sequence by sequence."""

import numpy as np


def bptt(xs, targets, w_x, w_h, bias, w_y):
    d, units = w_x.shape
    loss, of_y = 0.0, np.zeros(w_y.shape)
    of_rest = np.zeros((d + units + 1, units))
    for sequence, wanted in zip(xs, targets, strict=True):
        state = np.zeros(units)
        moved = np.zeros((units, d + units + 1, units))  # derivative of each unit by w_x, w_h and bias
        for x, u in zip(sequence, wanted, strict=True):
            seen = np.concatenate((x, state, (1.0,)))
            slope = np.einsum("i...,ij->j...", moved, w_h)
            for j in range(units):
                slope[j, :, j] += seen
            state = np.tanh(seen @ np.vstack((w_x, w_h, bias)))
            moved = slope * (1.0 - state**2)[:, None, None]
            error = (state @ w_y - u) / len(xs)
            loss += float(error @ error) * len(xs) / 2.0
            of_y += np.outer(state, error)
            of_rest += np.einsum("j,j...->...", w_y @ error, moved)
    return loss, of_rest[:d], of_rest[d:-1], of_rest[-1], of_y
