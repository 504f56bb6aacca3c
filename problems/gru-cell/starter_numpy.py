import numpy as np


def gru_cell(x, h, w_x, w_h, b_x, b_h):
    """Return the hidden state after one step; the rows of the weights stand in the order r, z, n."""
    return np.zeros_like(h)
