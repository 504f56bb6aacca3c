import torch


def reparameterize(mu, logvar, eps):
    return torch.exp(0.5 * logvar) * eps
