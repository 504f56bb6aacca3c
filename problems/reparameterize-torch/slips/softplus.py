import torch


def reparameterize(mu, logvar, eps):
    return mu + torch.nn.functional.softplus(logvar) * eps
