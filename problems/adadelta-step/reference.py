"""AdaDelta for one number at a time, with one root of the quotient."""

from math import sqrt

import numpy as np


def adadelta_step(param, grad, sq_grad, sq_step, rho, eps):
    out = np.empty((3, *param.shape))
    for place in np.ndindex(param.shape):
        g = grad[place]
        squares = sq_grad[place] + (1.0 - rho) * (g * g - sq_grad[place])
        ratio = (sq_step[place] + eps) / (squares + eps)
        moved = (1.0 - rho) * ratio * g * g
        out[(slice(None), *place)] = param[place] - sqrt(ratio) * g, squares, rho * sq_step[place] + moved
    return tuple(out)
