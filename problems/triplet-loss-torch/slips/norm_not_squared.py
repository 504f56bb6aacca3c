import torch


def triplet_loss(anchor, positive, negative, margin):
    dp = torch.norm(anchor - positive, dim=1)
    dn = torch.norm(anchor - negative, dim=1)
    return torch.clamp(dp - dn + margin, min=0).mean()
