"""The same step by the Hessian: the gradient ahead is that of here and what the curvature adds on the way."""

import numpy as np


def nesterov_step(x, y, w, v, lr, mu):
    count, size = x.shape
    hessian, pull = np.zeros((size, size)), np.zeros(size)
    for row, target in zip(x, y, strict=True):
        hessian += np.outer(row, row) / count
        pull += row * (target / count)
    here = hessian.dot(w) - pull
    change = hessian.dot(v) * mu
    velocity = mu * v - lr * here - lr * change
    return w + velocity, velocity
