import torch


def huber_loss(pred, target, delta):
    size = (pred - target).abs()
    losses = 0.5 * size.clamp(max=delta).square()
    return losses.mean()
