import numpy as np


def lr_cosine_warmup(steps, warmup, total, peak, floor):
    u = np.minimum((steps - warmup) / (total - warmup), 1)
    cosine = 0.5 * (peak - floor) * (1 + np.cos(np.pi * u))
    if warmup == 0:
        return cosine
    return np.where(steps < warmup, peak * (steps + 1) / warmup, cosine)
