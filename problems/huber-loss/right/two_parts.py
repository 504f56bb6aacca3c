import torch


def huber_loss(pred, target, delta):
    size = torch.abs(pred - target)
    rest = torch.relu(size - delta)
    near = size - rest
    return torch.sum(near * near / 2 + delta * rest) / size.numel()
