import torch


def triplet_loss(anchor, positive, negative, margin):
    near = (anchor - positive).square().sum(dim=0)
    far = (anchor - negative).square().sum(dim=0)
    return (near - far + margin).clamp(min=0).mean()
