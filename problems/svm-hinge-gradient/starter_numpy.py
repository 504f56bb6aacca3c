import numpy as np


def svm_hinge_gradient(x, y, w, b, c):
    """Return the loss and the gradients of w and b."""
    return 0.0, np.zeros_like(w), 0.0
