import torch


def triplet_loss(anchor, positive, negative, margin):
    anchor, positive, negative = (torch.nn.functional.normalize(x, dim=1) for x in (anchor, positive, negative))
    near = (anchor - positive).square().sum(dim=1)
    far = (anchor - negative).square().sum(dim=1)
    return (near - far + margin).clamp(min=0).mean()
