import torch


def logsumexp(x, axis):
    return torch.logsumexp(x, dim=axis)
