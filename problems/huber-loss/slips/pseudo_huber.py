import numpy as np


def huber_loss(pred, target, delta):
    size = np.abs(pred - target)
    losses = delta**2 * (np.sqrt(1 + (size / delta) ** 2) - 1)
    return losses.mean()
