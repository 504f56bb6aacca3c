import torch


def reparameterize(mu, logvar, eps):
    return mu.detach() + torch.exp(0.5 * logvar) * eps
