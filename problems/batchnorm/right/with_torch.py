import torch


def batchnorm(x, gamma, beta, running_mean, running_var, momentum, eps):
    axes = (0, 2, 3)
    mean = x.mean(dim=axes)
    var = x.var(dim=axes, correction=0)
    centred = x - mean.view(1, -1, 1, 1)
    y = centred / torch.sqrt(var + eps).view(1, -1, 1, 1) * gamma.view(1, -1, 1, 1) + beta.view(1, -1, 1, 1)
    new_mean = (1 - momentum) * running_mean + momentum * mean
    new_var = (1 - momentum) * running_var + momentum * x.var(dim=axes, correction=1)
    return y, new_mean, new_var
