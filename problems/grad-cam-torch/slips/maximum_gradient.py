import torch


def grad_cam(features, w1, b1, w2, b2, target):
    maps = features.clone().requires_grad_()
    hidden = torch.relu(w1 @ maps.flatten() + b1)
    scores = w2 @ hidden + b2
    (gradient,) = torch.autograd.grad(scores[target], maps)
    alpha = gradient.amax(dim=(1, 2))
    return torch.relu((alpha[:, None, None] * features).sum(dim=0))
