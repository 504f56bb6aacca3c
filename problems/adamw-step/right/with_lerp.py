import torch


def adamw_step(param, grad, m, v, t, lr, beta1, beta2, eps, weight_decay, decay_mask):
    first = torch.lerp(m, grad, 1 - beta1)
    second = torch.addcmul(v * beta2, grad, grad, value=1 - beta2)
    divisor = (second / (1 - beta2**t)).sqrt() + eps
    moved = torch.addcdiv(param, first, divisor, value=-lr / (1 - beta1**t))
    return moved - param.masked_fill(~decay_mask, 0) * (weight_decay * lr), first, second
