import torch


def focal_loss(logits, targets, gamma, alpha):
    t = targets.to(logits.dtype)
    p = torch.sigmoid(logits).clamp(1e-7, 1 - 1e-7)
    p_t = torch.where(targets == 1, p, 1 - p)
    alpha_t = alpha * t + (1 - alpha) * (1 - t)
    losses = -alpha_t * (1 - p_t) ** gamma * torch.log(p_t)
    return losses.sum() / targets.sum().clamp(min=1)
