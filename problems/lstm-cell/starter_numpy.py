import numpy as np


def lstm_cell(x, h, c, w_x, w_h, bias):
    """Return the hidden state and the cell after one step; the gates stand in the order i, f, g, o."""
    return np.zeros_like(h), np.zeros_like(c)
