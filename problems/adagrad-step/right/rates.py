import numpy as np


def adagrad_step(param, grad, h, lr, eps):
    total = np.add(h, np.multiply(grad, grad))
    rates = lr / (eps + np.sqrt(total))
    step = np.multiply(rates, grad)
    return np.subtract(param, step), total
