import numpy as np


def sigmoid_bce(logits, targets):
    return np.mean(np.maximum(logits, 0) - logits * targets)
