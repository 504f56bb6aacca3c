import torch


def softmax(x, dim):
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return torch.exp(torch.log(e) - torch.log(e.sum(dim=dim, keepdim=True)))
