import numpy as np


def receptive_field(layers):
    """Return the size and the jump of the receptive field after each layer."""
    return np.ones(len(layers), dtype=int), np.ones(len(layers), dtype=int)
