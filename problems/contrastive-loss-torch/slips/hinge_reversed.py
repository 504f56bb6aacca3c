import torch


def contrastive_loss(left, right, same, margin):
    distance = torch.linalg.vector_norm(left - right, dim=1)
    miss = torch.where(same, distance, torch.relu(distance - margin))
    return (miss**2).mean() / 2
