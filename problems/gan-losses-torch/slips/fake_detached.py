import torch
from torch.nn import functional as F


def gan_losses(real_logits, fake_logits, smooth):
    bce = F.binary_cross_entropy_with_logits
    on_real = bce(real_logits, torch.full_like(real_logits, smooth))
    on_fake = bce(fake_logits.detach(), torch.zeros_like(fake_logits))
    fooled = bce(fake_logits, torch.ones_like(fake_logits))
    return on_real + on_fake, fooled
