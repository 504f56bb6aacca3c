# class: values. Right values from which no gradient flows.
import torch


def softmax(x):
    y = x.detach() if x.is_floating_point() else x.double()
    e = torch.exp(y - y.amax(-1, keepdim=True))
    return e / e.sum(-1, keepdim=True)
