"""Layer normalisation row by row, from the differences between all pairs of a row."""

import numpy as np


def _parts(x, eps):
    rows = x.reshape(-1, x.shape[-1])
    pairs = rows[:, :, None] - rows[:, None, :]
    variance = np.mean(pairs**2, axis=(1, 2)) / 2
    deviation = np.mean(pairs, axis=2)
    return deviation, np.sqrt(variance + eps)[:, None]


def layernorm(x, gamma, beta, eps):
    deviation, spread = _parts(x, eps)
    return (gamma * deviation / spread + beta).reshape(x.shape)


def layernorm_backward(upstream, x, gamma, beta, eps):
    deviation, spread = _parts(x, eps)
    up = upstream.reshape(deviation.shape)
    d_gamma = np.einsum("ij,ij->j", up, deviation / spread)
    d_beta = up.sum(0)
    n = x.shape[-1]
    centring = np.eye(n) - np.full((n, n), 1 / n)
    dx = []
    for u, d, s in zip(up * gamma, deviation, spread, strict=True):
        jacobian = centring / s - np.outer(d, d) / (n * s**3)
        dx.append(jacobian @ u)
    return np.array(dx).reshape(x.shape), d_gamma, d_beta, None
