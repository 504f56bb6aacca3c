import torch


def cross_entropy(logits, labels):
    """Return the mean cross-entropy of a batch, from logits and the numbers of the true classes."""
    return torch.zeros((), dtype=logits.dtype)
