import math

import numpy as np


def rate(t, warmup, total, peak, floor):
    if t < warmup:
        return peak * (t + 1) / warmup
    if t >= total:
        return floor
    u = (t - warmup) / (total - warmup)
    return max(floor, peak * (1 + math.cos(math.pi * u)) / 2)


def lr_cosine_warmup(steps, warmup, total, peak, floor):
    return np.array([rate(int(t), warmup, total, peak, floor) for t in steps])
