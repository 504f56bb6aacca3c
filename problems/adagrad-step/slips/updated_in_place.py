import numpy as np


def adagrad_step(param, grad, h, lr, eps):
    h += grad * grad
    param -= lr * grad / (np.sqrt(h) + eps)
    return param, h
