import torch


def contrastive_loss(left, right, same, margin):
    squared = (left - right).square().mean(dim=1)
    pull = squared[same]
    push = (margin - squared[~same].sqrt()).clamp(min=0).square()
    return (pull.sum() + push.sum()) / (2 * len(left))
