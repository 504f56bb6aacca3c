import torch


def contrastive_loss(left, right, same, margin):
    total = left.new_zeros(())
    for u, v, is_same in zip(left, right, same, strict=True):
        squared = torch.dot(u - v, u - v)
        if is_same:
            total = total + squared
        else:
            total = total + torch.relu(margin - squared.sqrt()) ** 2
    return 0.5 * total / left.shape[0]
