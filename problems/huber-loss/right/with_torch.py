import torch


def huber_loss(pred, target, delta):
    size = (pred - target).abs()
    losses = torch.where(size <= delta, 0.5 * size.square(), delta * (size - 0.5 * delta))
    return losses.mean()
