import math

import numpy as np


def positional_encoding(positions, d, base):
    rows = []
    for p in positions.tolist():
        row = []
        for k in range(0, d, 2):
            angle = p / math.pow(base, k / d)
            row += [math.sin(angle), math.cos(angle)]
        rows.append(row[:d])
    return np.array(rows)
