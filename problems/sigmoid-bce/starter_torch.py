import torch


def sigmoid_bce(logits, targets):
    """Return the mean binary cross-entropy over all elements, from logits and targets in [0, 1]."""
    return torch.zeros((), dtype=logits.dtype)
