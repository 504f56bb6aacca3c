import torch
import torch.nn.functional as F


def triplet_loss(anchor, positive, negative, margin):
    return F.relu(F.mse_loss(anchor, positive) - F.mse_loss(anchor, negative) + margin)
