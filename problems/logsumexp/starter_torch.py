import torch


def logsumexp(x, axis):
    """Return the logarithm of the sum of exp(x) along one axis."""
    return torch.amax(x, dim=axis)
