import math

import numpy as np


def rate(t, warmup, total, peak, floor):
    if t < warmup:
        return peak * (t + 1) / warmup
    if t >= total:
        return floor
    u = (t - warmup) / (total - warmup)
    return floor + (peak - floor) * (1 - u)


def lr_cosine_warmup(steps, warmup, total, peak, floor):
    return np.array([rate(int(t), warmup, total, peak, floor) for t in steps])
