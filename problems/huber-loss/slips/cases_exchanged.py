import numpy as np


def huber_loss(pred, target, delta):
    size = np.abs(pred - target)
    losses = np.where(size > delta, size**2 / 2, delta * (size - delta / 2))
    return losses.mean()
