import torch


def adamw_step(param, grad, m, v, t, lr, beta1, beta2, eps, weight_decay, decay_mask):
    new_m = beta1 * m + (1 - beta1) * grad
    new_v = beta2 * v + (1 - beta2) * grad.square()
    step = new_m / (1 - beta1**t) / (torch.sqrt(new_v / (1 - beta2**t)) + eps)
    decayed = torch.where(decay_mask, param * (1 - lr * weight_decay), param)
    return decayed - lr * step, new_m, new_v
