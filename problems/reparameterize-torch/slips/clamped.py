import torch


def reparameterize(mu, logvar, eps):
    return mu + torch.exp(0.5 * logvar.clamp(-20, 20)) * eps
