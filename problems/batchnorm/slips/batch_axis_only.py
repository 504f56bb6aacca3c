import numpy as np


def batchnorm(x, gamma, beta, running_mean, running_var, momentum, eps):
    mean, var = x.mean(axis=0), x.var(axis=0)
    y = gamma[:, None, None] * (x - mean) / np.sqrt(var + eps) + beta[:, None, None]
    new_mean = (1 - momentum) * running_mean + momentum * mean.mean(axis=(1, 2))
    new_var = (1 - momentum) * running_var + momentum * var.mean(axis=(1, 2))
    return y, new_mean, new_var
