import torch


def focal_loss(logits, targets, gamma, alpha):
    t = targets.to(logits.dtype)
    p = torch.sigmoid(logits)
    p_t = p * t + (1 - p) * (1 - t)
    alpha_t = alpha * t + (1 - alpha) * (1 - t)
    losses = -alpha_t * (1 - p_t) ** gamma * torch.log(p_t)
    return losses.sum() / targets.sum().clamp(min=1)
