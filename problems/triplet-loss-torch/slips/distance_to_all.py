import torch


def triplet_loss(anchor, positive, negative, margin):
    near = (anchor - positive).square().sum()
    far = (anchor - negative).square().sum()
    return (near - far + margin).clamp(min=0).mean()
