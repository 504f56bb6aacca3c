import torch


def triplet_loss(anchor, positive, negative, margin):
    near = (anchor - positive).square().sum(dim=1)
    far = (anchor - negative).square().sum(dim=1)
    losses = (near - far + margin).clamp(min=0)
    return losses.sum() / (losses > 0).sum().clamp(min=1)
