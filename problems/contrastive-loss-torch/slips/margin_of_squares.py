import torch


def contrastive_loss(left, right, same, margin):
    squared = (left - right).square().sum(dim=1)
    pull = squared[same]
    push = (margin - squared[~same]).clamp(min=0)
    return (pull.sum() + push.sum()) / (2 * len(left))
