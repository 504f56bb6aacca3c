import numpy as np


def rmsprop_steps(param, grads, h, lr, rho, eps):
    param, h = np.array(param), np.array(h)
    for t in range(grads.shape[0]):
        h += (1 - rho) * (np.square(grads[t]) - h)
        divisor = np.sqrt(h)
        divisor += eps
        param -= lr / divisor * grads[t]
    return param, h
