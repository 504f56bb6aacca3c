import torch


def softmax(x, dim):
    return torch.exp(x - torch.logsumexp(x, dim, keepdim=True))
