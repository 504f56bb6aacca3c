import torch


def group_norm(x, groups, gamma, beta, eps):
    n, c, h, w = x.shape
    g = x.reshape(n, groups, c // groups, h, w)
    mean = g.mean(dim=2, keepdim=True)
    variance = g.var(dim=2, keepdim=True, correction=0)
    xhat = ((g - mean) / torch.sqrt(variance + eps)).reshape(x.shape)
    return xhat * gamma[:, None, None] + beta[:, None, None]
