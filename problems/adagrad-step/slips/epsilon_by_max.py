import numpy as np


def adagrad_step(param, grad, h, lr, eps):
    new_h = h + grad**2
    return param - lr * grad / np.maximum(np.sqrt(new_h), eps), new_h
