import torch


def softmax(x, dim):
    """Return the softmax of x along the axis dim."""
    return torch.zeros_like(x)
