import torch


def grad_cam(features, w1, b1, w2, b2, target):
    channels, height, width = features.shape
    active = w1.mv(features.flatten()) + b1 > 0
    gradient = w2[target] @ w1
    alpha = gradient.view(channels, height * width).sum(1) / (height * width)
    cam = torch.tensordot(alpha, features, dims=1)
    return torch.relu(cam)
