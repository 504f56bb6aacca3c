import numpy as np


def batchnorm(x, gamma, beta, running_mean, running_var, momentum, eps):
    n, c, h, w = x.shape
    columns = x.transpose(0, 2, 3, 1).reshape(-1, c)
    mean = columns.mean(axis=0)
    normed = (columns - mean) / np.sqrt(columns.var(axis=0) + eps)
    y = (normed * gamma + beta).reshape(n, h, w, c).transpose(0, 3, 1, 2)
    new_mean = running_mean + momentum * (mean - running_mean)
    new_var = running_var + momentum * (columns.var(axis=0, ddof=1) - running_var)
    return y, new_mean, new_var
