# class: values. Right values with a backward pass of its own that is zero.
import torch


class Lying(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        e = torch.exp(x - x.amax(-1, keepdim=True))
        return e / e.sum(-1, keepdim=True)

    @staticmethod
    def backward(ctx, upstream):
        return upstream * 0


def softmax(x):
    return Lying.apply(x if x.is_floating_point() else x.double())
