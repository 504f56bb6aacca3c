from torch.nn import functional as F


def triplet_loss(anchor, positive, negative, margin):
    return F.triplet_margin_with_distance_loss(
        anchor, positive, negative, distance_function=lambda u, v: (u - v).square().sum(-1), margin=margin
    )
