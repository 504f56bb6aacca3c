import torch
from torch.nn import functional as F


def grad_cam(features, w1, b1, w2, b2, target):
    leaf = torch.tensor(features.tolist(), dtype=features.dtype, requires_grad=True)
    hidden = F.linear(leaf.reshape(-1), w1, b1).clamp(min=0)
    F.linear(hidden, w2, b2)[target].backward()
    weights = leaf.grad.flatten(1).mean(1)
    return torch.einsum("c,chw->hw", weights, features).clamp(min=0)
