import torch


def group_norm(x, groups, gamma, beta, eps):
    """Normalise x within groups of channels, then scale by gamma and shift by beta."""
    return torch.zeros_like(x)
