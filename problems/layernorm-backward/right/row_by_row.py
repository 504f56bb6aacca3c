import numpy as np


def layernorm_backward(upstream, x, gamma, eps):
    n = len(gamma)
    dx = np.empty_like(x)
    dgamma, dbeta = np.zeros_like(gamma), np.zeros_like(gamma)
    for place in np.ndindex(*x.shape[:-1]):
        centred = x[place] - x[place].sum() / n
        root = np.sqrt(centred @ centred / n + eps)
        dgamma += upstream[place] * centred / root
        dbeta += upstream[place]
        dxhat = upstream[place] * gamma
        dvar = -(dxhat @ centred) / (2 * root**3)
        dcentred = dxhat / root + 2 * dvar * centred / n
        dx[place] = dcentred - dcentred.sum() / n
    return dx, dgamma, dbeta
