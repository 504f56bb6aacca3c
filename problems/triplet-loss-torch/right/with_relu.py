import torch
from torch.nn import functional as F


def triplet_loss(anchor, positive, negative, margin):
    to_positive, to_negative = anchor - positive, anchor - negative
    gaps = torch.einsum("nd,nd->n", to_positive, to_positive) - torch.einsum("nd,nd->n", to_negative, to_negative)
    return F.relu(gaps + margin).sum() / len(anchor)
