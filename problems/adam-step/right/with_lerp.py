import torch


def adam_step(param, grad, m, v, t, lr, beta1, beta2, eps):
    first = torch.lerp(m, grad, 1 - beta1)
    second = (v * beta2).addcmul(grad, grad, value=1 - beta2)
    denominator = second.div(1 - beta2**t).sqrt().add(eps)
    return torch.addcdiv(param, first, denominator, value=-lr / (1 - beta1**t)), first, second
