import numpy as np


def positional_encoding(positions, d, base):
    columns = np.arange(d)
    frequencies = np.exp(np.log(base) * -(columns // 2 * 2) / d)
    angles = np.outer(positions.astype(float), frequencies)
    return np.where(columns % 2 == 1, np.sin(angles), np.cos(angles))
