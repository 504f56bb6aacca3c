import torch


def logsumexp(x, axis):
    where = x.argmax(dim=axis, keepdim=True)
    top = torch.gather(x, axis, where)
    shifted = x - top
    return top.squeeze(axis) + shifted.exp().sum(axis).log()
