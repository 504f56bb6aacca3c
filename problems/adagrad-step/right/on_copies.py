import numpy as np


def adagrad_step(param, grad, h, lr, eps):
    param, h = param.copy(), h.copy()
    h += np.square(grad)
    divisor = h**0.5
    divisor += eps
    param -= lr * grad / divisor
    return param, h
