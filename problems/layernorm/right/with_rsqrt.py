import torch


def layernorm(x, gamma, beta, eps):
    centred = x - x.mean(-1, keepdim=True)
    inverse = (centred.square().mean(-1, keepdim=True) + eps).rsqrt()
    return torch.addcmul(beta, centred * inverse, gamma)
