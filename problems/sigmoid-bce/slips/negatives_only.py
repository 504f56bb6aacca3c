import numpy as np


def sigmoid_bce(logits, targets):
    near = np.log1p(np.exp(-np.abs(logits)))
    return np.mean((1 - targets) * (np.maximum(logits, 0) + near))
