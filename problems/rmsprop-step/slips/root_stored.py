import numpy as np


def rmsprop_steps(param, grads, h, lr, rho, eps):
    for grad in grads:
        h = rho * h + (1 - rho) * grad**2
        param = param - lr * grad / (np.sqrt(h) + eps)
    return param, np.sqrt(h)
