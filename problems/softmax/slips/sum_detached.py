import torch


def softmax(x):
    x = x if x.is_floating_point() else x.double()
    e = torch.exp(x - x.amax(dim=-1, keepdim=True))
    return e / e.sum(dim=-1, keepdim=True).detach()
