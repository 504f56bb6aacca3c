import numpy as np


def shapley(values):
    n = int(np.log2(len(values)))
    whole = len(values) - 1
    return np.array(
        [(values[2**i] - values[0] + values[whole] - values[whole - 2**i]) / 2 for i in range(n)],
        dtype=values.dtype,
    )
