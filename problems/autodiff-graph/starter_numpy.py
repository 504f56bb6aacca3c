import numpy as np


def autodiff(inputs, tape):
    """Return the values of all nodes, and the gradient of the last node for each of them."""
    return np.zeros(len(inputs) + len(tape), inputs.dtype), np.zeros(len(inputs) + len(tape), inputs.dtype)
