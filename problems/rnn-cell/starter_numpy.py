import numpy as np


def rnn_cell(x, h, w_x, w_h, bias, d_next):
    """Return the new hidden state and the gradients of x, h, w_x, w_h and bias."""
    return tuple(np.zeros_like(a) for a in (h, x, h, w_x, w_h, bias))
