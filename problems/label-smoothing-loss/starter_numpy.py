import numpy as np


def label_smoothing_loss(logits, labels, smoothing):
    """Return the mean loss of the batch."""
    return np.mean(logits) * (1 - smoothing)
