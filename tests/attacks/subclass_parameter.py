# class: subclasses. A parameter where a tensor is wanted.
import torch


def softmax(x):
    return torch.nn.Parameter(x.detach().double())
