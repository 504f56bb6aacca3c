import numpy as np


def layernorm_backward(upstream, x, gamma, eps):
    mean = x.mean(axis=-1, keepdims=True)
    std = np.sqrt(x.var(axis=-1, keepdims=True) + eps)
    xhat = (x - mean) / std
    rows = tuple(range(x.ndim - 1))
    dgamma = (upstream * x).sum(axis=rows)
    dbeta = upstream.sum(axis=rows)
    g = upstream * gamma
    dx = (g - g.mean(axis=-1, keepdims=True) - xhat * (g * xhat).mean(axis=-1, keepdims=True)) / std
    return dx, dgamma, dbeta
