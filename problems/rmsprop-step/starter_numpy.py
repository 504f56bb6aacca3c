import numpy as np


def rmsprop_steps(param, grads, h, lr, rho, eps):
    """Return the parameters and the moving average after the last update."""
    for grad in grads:
        param = param - lr * grad
    return param, np.zeros_like(h)
