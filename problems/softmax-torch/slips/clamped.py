import torch


def softmax(x, dim):
    e = torch.exp(x.clamp(-50.0, 50.0))
    return e / e.sum(dim=dim, keepdim=True)
