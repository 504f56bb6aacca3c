import torch


def reparameterize(mu, logvar, eps):
    return mu + torch.exp2(0.5 * logvar) * eps
