import torch


def reparameterize(mu, logvar, eps):
    return (mu + eps) * torch.exp(0.5 * logvar)
