import torch


def reparameterize(mu, logvar, eps):
    return mu + torch.exp(2 * logvar) * eps
