import torch


def label_smoothing_loss(logits, labels, smoothing):
    """Return the mean loss of the batch."""
    return torch.mean(logits) * (1 - smoothing)
