"""Channel by channel with the whole Jacobian: how each normalised value depends on each value."""

import numpy as np


def batchnorm_backward(upstream, x, gamma, eps):
    dx, dgamma, dbeta = np.zeros(x.shape), np.zeros(gamma.shape), np.zeros(gamma.shape)
    for c, scale in enumerate(gamma):
        values, up = x[:, c].ravel(), upstream[:, c].ravel()
        m = values.size
        pairs = np.subtract.outer(values, values)
        spread = np.sqrt(np.mean(pairs**2) / 2.0 + eps)
        deviation = pairs.sum(axis=1) / m
        centring = np.eye(m) - 1.0 / m
        jacobian = centring / spread - np.outer(deviation, deviation) / (m * spread**3)
        dx[:, c] = (scale * jacobian @ up).reshape(x[:, c].shape)
        dgamma[c] = deviation @ up / spread
        dbeta[c] = up.sum()
    return dx, dgamma, dbeta
