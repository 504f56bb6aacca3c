import torch


def triplet_loss(anchor, positive, negative, margin):
    near = (1 - torch.nn.functional.cosine_similarity(anchor, positive))
    far = (1 - torch.nn.functional.cosine_similarity(anchor, negative))
    return (near - far + margin).clamp(min=0).mean()
