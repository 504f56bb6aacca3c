# class: mutation. Changes the gradient that is sent into its answer.
import torch


class Mutating(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        e = torch.exp(x - x.amax(-1, keepdim=True))
        return e / e.sum(-1, keepdim=True)

    @staticmethod
    def backward(ctx, upstream):
        upstream.zero_()
        return upstream


def softmax(x):
    return Mutating.apply(x if x.is_floating_point() else x.double())
