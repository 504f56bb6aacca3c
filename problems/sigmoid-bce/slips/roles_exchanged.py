import numpy as np


def sigmoid_bce(logits, targets):
    losses = np.maximum(logits, 0) - logits * (1 - targets) + np.log1p(np.exp(-np.abs(logits)))
    return losses.mean()
