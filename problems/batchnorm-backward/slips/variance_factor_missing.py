import numpy as np


def batchnorm_backward(upstream, x, gamma, eps):
    last = np.moveaxis(x, 1, -1)
    flat = last.reshape(-1, len(gamma))
    up = np.moveaxis(upstream, 1, -1).reshape(-1, len(gamma))
    m = len(flat)

    centred = flat - flat.sum(axis=0) / m
    var = np.einsum("mc,mc->c", centred, centred) / m
    root = np.sqrt(var + eps)

    dxhat = up * gamma
    droot = -(dxhat * centred).sum(axis=0) / root**2
    dvar = droot / (2 * root)
    dcentred = dxhat / root + centred * dvar / m
    dx = dcentred - dcentred.sum(axis=0) / m

    dgamma = np.einsum("mc,mc->c", up, centred) / root
    return np.moveaxis(dx.reshape(last.shape), -1, 1), dgamma, up.sum(axis=0)
