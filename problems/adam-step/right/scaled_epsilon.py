from math import sqrt

import numpy as np


def adam_step(param, grad, m, v, t, lr, beta1, beta2, eps):
    first = m + (1 - beta1) * (grad - m)
    second = v + (1 - beta2) * (np.square(grad) - v)
    root = sqrt(1 - beta2**t)
    rate = lr * root / (1 - beta1**t)
    return param - rate * first / (second**0.5 + eps * root), first, second
