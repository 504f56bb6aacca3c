import numpy as np


def rbm_cd_step(v, w, b, c, uh, uv, lr):
    """Return the new weights, visible biases and hidden biases."""
    return w.copy(), np.zeros_like(b), np.zeros_like(c)
