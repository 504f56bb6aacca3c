import numpy as np


def perceptron_rule(x, y, lr, epochs):
    """Return the weights, the bias and the number of updates."""
    return np.zeros(x.shape[1]), 0.0, 0
