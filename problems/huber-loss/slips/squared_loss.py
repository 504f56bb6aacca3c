import numpy as np


def huber_loss(pred, target, delta):
    size = np.abs(pred - target)
    losses = size**2 / 2
    return losses.mean()
