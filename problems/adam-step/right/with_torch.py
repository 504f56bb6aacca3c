import torch


def adam_step(param, grad, m, v, t, lr, beta1, beta2, eps):
    new_m = beta1 * m + (1 - beta1) * grad
    new_v = beta2 * v + (1 - beta2) * grad.square()
    step = lr * (new_m / (1 - beta1**t)) / (torch.sqrt(new_v / (1 - beta2**t)) + eps)
    return param - step, new_m, new_v
