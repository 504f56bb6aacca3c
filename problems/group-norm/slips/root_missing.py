import torch


def group_norm(x, groups, gamma, beta, eps):
    g = x.reshape(x.shape[0], groups, -1)
    mean = g.mean(dim=-1, keepdim=True)
    variance = g.var(dim=-1, keepdim=True, correction=0)
    xhat = ((g - mean) / (variance + eps)).reshape(x.shape)
    return xhat * gamma[:, None, None] + beta[:, None, None]
