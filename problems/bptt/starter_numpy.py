import numpy as np


def bptt(xs, targets, w_x, w_h, bias, w_y):
    """Return the loss and the gradients of w_x, w_h, bias and w_y."""
    loss = 0.0
    return loss, np.zeros_like(w_x), np.zeros_like(w_h), np.zeros_like(bias), np.zeros_like(w_y)
