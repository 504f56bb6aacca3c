import numpy as np


def sigmoid_bce(logits, targets):
    targets = (targets >= 0.5).astype(logits.dtype)
    near = np.log1p(np.exp(-np.abs(logits)))
    return np.mean(np.maximum(logits, 0) - logits * targets + near)
