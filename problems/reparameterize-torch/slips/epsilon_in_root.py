import torch


def reparameterize(mu, logvar, eps):
    return mu + torch.sqrt(torch.exp(logvar) + 1e-8) * eps
