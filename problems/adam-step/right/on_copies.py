import numpy as np


def adam_step(param, grad, m, v, t, lr, beta1, beta2, eps):
    param, m, v = param.copy(), m.copy(), v.copy()
    m *= beta1
    m += (1 - beta1) * grad
    v *= beta2
    v += (1 - beta2) * grad * grad
    denominator = np.sqrt(v / (1 - beta2**t))
    denominator += eps
    param -= lr / (1 - beta1**t) * m / denominator
    return param, m, v
