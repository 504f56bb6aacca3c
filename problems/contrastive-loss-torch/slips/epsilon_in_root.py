import torch


def contrastive_loss(left, right, same, margin):
    distance = ((left - right).square().sum(dim=1) + 1e-4).sqrt()
    miss = torch.where(same, distance, torch.relu(margin - distance))
    return (miss**2).mean() / 2
