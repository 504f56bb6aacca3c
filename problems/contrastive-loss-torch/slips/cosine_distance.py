import torch


def contrastive_loss(left, right, same, margin):
    distance = 1 - torch.nn.functional.cosine_similarity(left, right, dim=1)
    miss = torch.where(same, distance, torch.relu(margin - distance))
    return (miss**2).mean() / 2
