import numpy as np


def global_average_pool(x, layout):
    axes = (2, 3) if layout == "NCHW" else (1, 2)
    mean = np.mean(x, axis=(0, *axes))
    return np.repeat(mean[None], len(x), axis=0)
