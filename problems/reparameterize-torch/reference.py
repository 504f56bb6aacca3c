"""Samples one at a time; the deviation is a power of two."""

from math import exp2, log

import numpy as np


def _deviation(logvar):
    return np.array([exp2(v / log(4.0)) for v in logvar.flat]).reshape(logvar.shape)


def reparameterize(mu, logvar, eps):
    spread = _deviation(logvar)
    out = np.empty(eps.shape)
    for s, n, j in np.ndindex(eps.shape):
        out[s, n, j] = mu[n, j] + spread[n, j] * eps[s, n, j]
    return out


def reparameterize_backward(upstream, mu, logvar, eps):
    spread = _deviation(logvar)
    d_mu, d_logvar, d_eps = np.zeros(mu.shape), np.zeros(mu.shape), np.empty(eps.shape)
    for s, n, j in np.ndindex(eps.shape):
        up = upstream[s, n, j]
        d_mu[n, j] += up
        d_logvar[n, j] += up * eps[s, n, j] * spread[n, j] / 2
        d_eps[s, n, j] = up * spread[n, j]
    return d_mu, d_logvar, d_eps
