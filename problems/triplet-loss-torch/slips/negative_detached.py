import torch


def triplet_loss(anchor, positive, negative, margin):
    near = (anchor - positive).square().sum(dim=1)
    far = (anchor - negative.detach()).square().sum(dim=1)
    return (near - far + margin).clamp(min=0).mean()
