import torch


def reparameterize(mu, logvar, eps):
    std = (logvar / 2).exp()
    return torch.stack([torch.addcmul(mu, std, noise) for noise in eps])
