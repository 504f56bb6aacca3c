import torch


def triplet_loss(anchor, positive, negative, margin):
    total = anchor.new_zeros(())
    for a, p, n in zip(anchor, positive, negative, strict=True):
        gap = torch.dot(a - p, a - p) - torch.dot(a - n, a - n) + margin
        total = total + torch.relu(gap)
    return total / anchor.shape[0]
