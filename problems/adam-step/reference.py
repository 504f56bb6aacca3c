"""Adam for one number at a time; the corrections come from logarithms instead of powers."""

from math import expm1, log, sqrt

import numpy as np


def _share(beta, t):
    """Return the weight an average has gathered after t steps: 1 - beta**t."""
    return -expm1(t * log(beta)) if beta else 1.0


def adam_step(param, grad, m, v, t, lr, beta1, beta2, eps):
    share1, share2 = _share(beta1, t), _share(beta2, t)
    rows = []
    for theta, g, first, second in zip(*(a.ravel().tolist() for a in (param, grad, m, v))):
        first += (1.0 - beta1) * (g - first)
        second += (1.0 - beta2) * (g * g - second)
        step = lr * (first / share1) / (sqrt(second / share2) + eps)
        rows.append((theta - step, first, second))
    return tuple(column.reshape(param.shape) for column in np.array(rows).T)
