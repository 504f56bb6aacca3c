# class: control. Right, in PyTorch.
import torch


def softmax(x):
    x = x if x.is_floating_point() else x.double()
    e = torch.exp(x - x.amax(-1, keepdim=True))
    return e / e.sum(-1, keepdim=True)
