import torch


def softmax(x):
    """Return the softmax of x along its last axis."""
    return torch.zeros(x.shape)
