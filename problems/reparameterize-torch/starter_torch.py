import torch


def reparameterize(mu, logvar, eps):
    """Return samples (S, N, J) with mean mu and log variance logvar, made of the noise eps."""
    return torch.zeros_like(eps)
