import numpy as np


def adagrad_step(param, grad, h, lr, eps):
    new_h = h + grad
    return param - lr * grad / (np.sqrt(new_h) + eps), new_h
