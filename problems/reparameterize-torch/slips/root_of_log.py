import torch


def reparameterize(mu, logvar, eps):
    return mu + torch.exp(logvar.abs().sqrt()) * eps
