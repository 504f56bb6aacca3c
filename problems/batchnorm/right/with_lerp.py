import torch


def batchnorm(x, gamma, beta, running_mean, running_var, momentum, eps):
    flat = x.movedim(1, 0).flatten(1)
    var, mean = torch.var_mean(flat, dim=1, correction=0)
    count = flat.shape[1]
    scale = gamma * (var + eps).rsqrt()
    y = torch.einsum("nchw,c->nchw", x - mean[:, None, None], scale) + beta[:, None, None]
    new_mean = torch.lerp(running_mean, mean, momentum)
    new_var = torch.lerp(running_var, var * count / (count - 1), momentum)
    return y, new_mean, new_var
