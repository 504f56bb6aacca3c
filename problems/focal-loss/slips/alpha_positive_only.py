import torch
from torch.nn import functional as F


def focal_loss(logits, targets, gamma, alpha):
    positive = targets == 1
    z_t = torch.where(positive, logits, -logits)
    t = targets.to(logits.dtype)
    alpha_t = alpha * t + (1 - t)
    modulation = torch.sigmoid(-z_t) ** gamma
    losses = -alpha_t * modulation * F.logsigmoid(z_t)
    return losses.sum() / positive.sum().clamp(min=1)
