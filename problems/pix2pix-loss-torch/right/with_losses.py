import torch
from torch import nn


def pix2pix_losses(real_logits, fake_logits, fake, target, lam):
    adversarial, distance = nn.BCEWithLogitsLoss(), nn.L1Loss()
    ones, zeros = torch.ones_like(real_logits), torch.zeros_like(fake_logits)
    d_loss = 0.5 * adversarial(real_logits, ones) + 0.5 * adversarial(fake_logits, zeros)
    return d_loss, adversarial(fake_logits, ones) + lam * distance(fake, target)
