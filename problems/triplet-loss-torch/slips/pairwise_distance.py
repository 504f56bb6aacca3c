import torch
import torch.nn.functional as F


def triplet_loss(anchor, positive, negative, margin):
    dp = F.pairwise_distance(anchor, positive)
    dn = F.pairwise_distance(anchor, negative)
    return F.relu(dp - dn + margin).mean()
