import numpy as np


def positional_encoding(positions, d, base):
    angles = positions[:, None] / base ** (np.arange(0, d, 2) / d)
    result = np.zeros((len(positions), d))
    result[:, : d // 2 * 2 : 2] = np.sin(angles[:, : d // 2])
    result[:, 1::2] = np.cos(angles[:, : d // 2])
    return result
