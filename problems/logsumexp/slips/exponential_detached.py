import torch


def logsumexp(x, axis):
    m = x.amax(dim=axis, keepdim=True)
    total = torch.exp(x - m).detach().sum(dim=axis, keepdim=True)
    return (m + total.log()).squeeze(axis)
