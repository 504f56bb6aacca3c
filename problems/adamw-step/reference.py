"""AdamW for one number at a time; the corrections come from the sums of the weights given out so far."""

from math import fsum, sqrt

import numpy as np


def _given(beta, t):
    """Return the weight an average has gathered after t steps."""
    return fsum((1.0 - beta) * beta**k for k in range(t))


def adamw_step(param, grad, m, v, t, lr, beta1, beta2, eps, weight_decay, decay_mask):
    given1, given2 = _given(beta1, t), _given(beta2, t)
    out = np.empty((3, *param.shape))
    for place in np.ndindex(param.shape):
        g = grad[place]
        first = m[place] + (1.0 - beta1) * (g - m[place])
        second = v[place] + (1.0 - beta2) * (g * g - v[place])
        move = lr * first / (given1 * (sqrt(second / given2) + eps))
        left = param[place] * (1.0 - lr * weight_decay) if decay_mask[place] else param[place]
        out[(slice(None), *place)] = left - move, first, second
    return tuple(out)
