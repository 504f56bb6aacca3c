"""The loss example by example; the data walks through the chain until its step."""

from math import sqrt

import numpy as np


def _noisy(x0, noise, betas):
    """Return the noisy data and how much of data and noise it holds."""
    kept, variance = 1.0, 0.0
    for beta in betas:
        kept *= sqrt(1.0 - beta)
        variance += beta * (1.0 - variance)
    return kept * x0 + sqrt(variance) * noise, kept, sqrt(variance)


def ddpm_loss(x0, t, noise, betas, weight, embedding):
    total = 0.0
    for x, step, e in zip(x0, t.tolist(), noise, strict=True):
        x_t, *_ = _noisy(x, e, betas[:step])
        wrong = np.array([np.dot(row, x_t) for row in weight]) + embedding[step - 1] - e
        total += np.dot(wrong, wrong)
    return total / x0.size


def ddpm_loss_backward(upstream, x0, t, noise, betas, weight, embedding):
    d_x0, d_noise = np.zeros(x0.shape), np.zeros(x0.shape)
    d_weight, d_embedding = np.zeros(weight.shape), np.zeros(embedding.shape)
    for n, step in enumerate(t.tolist()):
        x_t, on_data, on_noise = _noisy(x0[n], noise[n], betas[:step])
        up = 2.0 * float(upstream) / x0.size * (weight @ x_t + embedding[step - 1] - noise[n])
        d_weight += np.outer(up, x_t)
        d_embedding[step - 1] += up
        back = weight.T @ up
        d_x0[n] = on_data * back
        d_noise[n] = on_noise * back - up
    return d_x0, None, d_noise, None, d_weight, d_embedding
