import numpy as np


def sigmoid_bce(logits, targets):
    p = np.exp(np.minimum(logits, 0)) / (1 + np.exp(-np.abs(logits)))
    losses = np.maximum(p, 0) - p * targets + np.log1p(np.exp(-np.abs(p)))
    return losses.mean()
