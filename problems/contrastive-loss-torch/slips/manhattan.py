import torch


def contrastive_loss(left, right, same, margin):
    distance = (left - right).abs().sum(dim=1)
    miss = torch.where(same, distance, torch.relu(margin - distance))
    return (miss**2).mean() / 2
