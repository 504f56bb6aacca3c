import numpy as np


def batchnorm_backward(upstream, x, gamma, eps):
    axes = tuple(range(1, x.ndim))
    shape = (len(gamma),) + (1,) * (x.ndim - 2)
    mean = x.mean(axis=axes, keepdims=True)
    std = np.sqrt(x.var(axis=axes, keepdims=True) + eps)
    xhat = (x - mean) / std
    g = upstream * gamma.reshape(shape)
    dx = (g - g.mean(axis=axes, keepdims=True) - xhat * (g * xhat).mean(axis=axes, keepdims=True)) / std
    return dx, (upstream * xhat).sum(axis=(0, *range(2, x.ndim))), upstream.sum(axis=(0, *range(2, x.ndim)))
