import torch


def gelu(x):
    return x * torch.exp(-x * x / 2) / (2 * torch.pi) ** 0.5
