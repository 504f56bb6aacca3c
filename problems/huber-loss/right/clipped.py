import numpy as np


def huber_loss(pred, target, delta):
    e = pred - target
    near = np.clip(e, -delta, delta)
    return np.sum(near * (e - near / 2)) / e.size
