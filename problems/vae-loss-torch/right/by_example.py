import torch
from torch.nn import functional as F


def vae_loss(logits, x, mu, logvar):
    losses = []
    for a, t, m, s in zip(logits, x, mu, logvar):
        pixels = F.softplus(a) - a * t
        latents = m.square() + torch.expm1(s) - s
        losses.append(pixels.sum() + latents.sum() / 2)
    return torch.stack(losses).mean()
