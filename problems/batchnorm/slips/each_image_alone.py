import numpy as np


def batchnorm(x, gamma, beta, running_mean, running_var, momentum, eps):
    mean = x.mean(axis=(2, 3), keepdims=True)
    var = x.var(axis=(2, 3), keepdims=True)
    y = (x - mean) / np.sqrt(var + eps) * gamma[:, None, None] + beta[:, None, None]
    count = x.size // x.shape[1]
    new_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=(0, 2, 3))
    new_var = (1 - momentum) * running_var + momentum * x.var(axis=(0, 2, 3)) * (count / (count - 1))
    return y, new_mean, new_var
