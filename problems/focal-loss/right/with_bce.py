import torch
import torch.nn.functional as F


def focal_loss(logits, targets, gamma, alpha):
    t = targets.to(logits.dtype)
    entropy = F.binary_cross_entropy_with_logits(logits, t, reduction="none")
    p = torch.sigmoid(logits)
    missing = p * (1 - t) + torch.sigmoid(-logits) * t
    weight = alpha * t + (1 - alpha) * (1 - t)
    total = (weight * missing.pow(gamma) * entropy).sum()
    return total / max(1, int(targets.sum()))
