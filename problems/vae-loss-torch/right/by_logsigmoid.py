import torch
from torch.nn import functional as F


def vae_loss(logits, x, mu, logvar):
    likelihood = torch.einsum("nd,nd->n", x, F.logsigmoid(logits))
    likelihood = likelihood + torch.einsum("nd,nd->n", 1 - x, F.logsigmoid(-logits))
    std = torch.exp(logvar / 2)
    kl = ((mu * mu + std * std - 1) / 2 - std.log()).sum(dim=1)
    return torch.mean(kl - likelihood)
