import numpy as np


def positional_encoding(positions, d, base):
    angles = positions[:, None] / base ** (np.arange(0, d, 2) / d)
    result = np.empty((len(positions), d))
    half = (d + 1) // 2
    result[:, :half] = np.sin(angles)
    result[:, half:] = np.cos(angles[:, : d // 2])
    return result
