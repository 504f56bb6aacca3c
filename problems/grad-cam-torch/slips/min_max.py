import torch


def grad_cam(features, w1, b1, w2, b2, target):
    maps = features.clone().requires_grad_()
    hidden = torch.relu(w1 @ maps.flatten() + b1)
    scores = w2 @ hidden + b2
    (gradient,) = torch.autograd.grad(scores[target], maps)
    alpha = gradient.mean(dim=(1, 2))
    cam = torch.relu((alpha[:, None, None] * features).sum(dim=0))
    return (cam - cam.min()) / (cam.max() - cam.min() + 1e-8)
