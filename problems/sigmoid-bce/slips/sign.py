import numpy as np


def sigmoid_bce(logits, targets):
    near = np.log1p(np.exp(-np.abs(logits)))
    return -np.mean(np.maximum(logits, 0) - logits * targets + near)
