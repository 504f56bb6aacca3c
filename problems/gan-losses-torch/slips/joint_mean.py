import torch
from torch.nn import functional as F


def gan_losses(real_logits, fake_logits, smooth):
    bce = F.binary_cross_entropy_with_logits
    logits = torch.cat([real_logits, fake_logits])
    targets = torch.cat([torch.full_like(real_logits, smooth), torch.zeros_like(fake_logits)])
    on_real = on_fake = bce(logits, targets)
    fooled = bce(fake_logits, torch.ones_like(fake_logits))
    return on_real + on_fake, fooled
