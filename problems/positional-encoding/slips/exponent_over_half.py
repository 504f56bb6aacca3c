import numpy as np


def positional_encoding(positions, d, base):
    angles = positions[:, None] / base ** (np.arange(0, d, 2) / max(d // 2, 1))
    result = np.empty((len(positions), d))
    result[:, 0::2] = np.sin(angles)
    result[:, 1::2] = np.cos(angles[:, : d // 2])
    return result
