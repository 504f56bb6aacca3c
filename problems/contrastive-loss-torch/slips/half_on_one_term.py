import torch


def contrastive_loss(left, right, same, margin):
    distance = torch.linalg.vector_norm(left - right, dim=1)
    miss = torch.where(same, distance * 2**0.5, torch.relu(margin - distance))
    return (miss**2).mean() / 2
