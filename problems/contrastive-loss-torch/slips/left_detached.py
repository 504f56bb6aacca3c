import torch


def contrastive_loss(left, right, same, margin):
    distance = torch.linalg.vector_norm(left.detach() - right, dim=1)
    miss = torch.where(same, distance, torch.relu(margin - distance))
    return (miss**2).mean() / 2
