import numpy as np


def dropout_layer(x, uniform, dout, p, train):
    """Return the output of the layer and the gradient of its input."""
    return x * p, np.zeros_like(dout)
