"""One step after another, by the squared sine of half the angle that is left and by shares."""

from math import pi, sin

import numpy as np


def lr_cosine_warmup(steps, warmup, total, peak, floor):
    rates = []
    for step in steps.tolist():
        if warmup > step:
            rates.append(peak - peak * (warmup - 1 - step) / warmup)
            continue
        left = max(total - step, 0) / (total - warmup)
        share = sin(pi * left / 2.0) ** 2
        rates.append(share * peak + (1.0 - share) * floor)
    return np.array(rates)
