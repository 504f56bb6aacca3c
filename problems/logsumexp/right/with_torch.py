import torch


def logsumexp(x, axis):
    m = x.amax(dim=axis, keepdim=True).detach()
    total = torch.exp(x - m).sum(dim=axis, keepdim=True)
    return (m + total.log()).squeeze(axis)
