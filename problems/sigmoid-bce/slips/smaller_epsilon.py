import numpy as np


def sigmoid_bce(logits, targets):
    p = 1 / (1 + np.exp(-logits))
    return -np.mean(targets * np.log(p + 1e-12) + (1 - targets) * np.log(1 - p + 1e-12)).astype(logits.dtype)
