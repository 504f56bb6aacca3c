import torch


def layernorm(x, gamma, beta, eps):
    """Normalise x along its last axis, then scale by gamma and shift by beta."""
    return torch.zeros_like(x)
