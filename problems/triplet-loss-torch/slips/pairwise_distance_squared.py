import torch
import torch.nn.functional as F


def triplet_loss(anchor, positive, negative, margin):
    dp = F.pairwise_distance(anchor, positive) ** 2
    dn = F.pairwise_distance(anchor, negative) ** 2
    return F.relu(dp - dn + margin).mean()
