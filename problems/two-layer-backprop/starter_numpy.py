import numpy as np


def two_layer_backprop(x, labels, w1, b1, w2, b2):
    """Return the loss and the gradients of w1, b1, w2 and b2."""
    loss = 0.0
    return loss, np.zeros_like(w1), np.zeros_like(b1), np.zeros_like(w2), np.zeros_like(b2)
