import torch


def group_norm(x, groups, gamma, beta, eps):
    g = x.reshape(x.shape[0], groups, -1)
    mean = g.mean(dim=-1, keepdim=True)
    variance = (g**2).mean(dim=-1, keepdim=True)
    xhat = ((g - mean) / torch.sqrt(variance + eps)).reshape(x.shape)
    return xhat * gamma[:, None, None] + beta[:, None, None]
