import numpy as np


def positional_encoding(positions, d, base):
    angles = positions[:, None] / base ** (2 * np.arange(d) / d)
    return np.where(np.arange(d) % 2 == 0, np.sin(angles), np.cos(angles))
