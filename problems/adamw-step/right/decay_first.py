import numpy as np


def adamw_step(param, grad, m, v, t, lr, beta1, beta2, eps, weight_decay, decay_mask):
    param, m, v = param.copy(), m.copy(), v.copy()
    param[decay_mask] *= 1 - lr * weight_decay
    m += (1 - beta1) * (grad - m)
    v += (1 - beta2) * (np.square(grad) - v)
    divisor = np.sqrt(v / (1 - beta2**t))
    divisor += eps
    param -= lr / (1 - beta1**t) * m / divisor
    return param, m, v
