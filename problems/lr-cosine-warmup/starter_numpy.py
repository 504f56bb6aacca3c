import numpy as np


def lr_cosine_warmup(steps, warmup, total, peak, floor):
    """Return the learning rate of each step."""
    return np.full(len(steps), peak)
