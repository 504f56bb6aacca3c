import torch
from torch.nn import functional as F


def cost(logits, target):
    one, zero = F.logsigmoid(logits), F.logsigmoid(-logits)
    return -torch.lerp(zero, one, target).sum() / logits.numel()


def gan_losses(real_logits, fake_logits, smooth):
    return cost(real_logits, smooth) + cost(fake_logits, 0.0), cost(fake_logits, 1.0)
