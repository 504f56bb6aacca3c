import numpy as np


def positional_encoding(positions, d, base):
    angles = positions[:, None] / base ** (np.arange(0, d, 2) / d)
    result = np.empty((len(positions), d))
    result[:, 0::2] = np.sin(angles)
    result[:, 1::2] = np.cos(angles)
    return result
