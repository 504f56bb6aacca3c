"""AdaGrad for one number at a time; the root of the new sum is the length of a right triangle's long side."""

from math import hypot, sqrt

import numpy as np


def adagrad_step(param, grad, h, lr, eps):
    rows = []
    for theta, g, total in zip(*(a.ravel().tolist() for a in (param, grad, h)), strict=True):
        long_side = hypot(sqrt(total), g)
        rows.append((theta - g * lr / (long_side + eps), total + g * g))
    return tuple(np.array(column).reshape(param.shape) for column in zip(*rows, strict=True))
