import numpy as np


def rmsprop_steps(param, grads, h, lr, rho, eps):
    start = h
    for grad in grads:
        h = rho * start + (1 - rho) * grad**2
        param = param - lr * grad / (np.sqrt(h) + eps)
    return param, h
