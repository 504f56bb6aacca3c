import torch


def reparameterize(mu, logvar, eps):
    return mu + logvar * eps
