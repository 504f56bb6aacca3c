import numpy as np


def sigmoid_bce(logits, targets):
    p = np.clip(1 / (1 + np.exp(-logits)), 1e-15, 1 - 1e-15)
    return -np.mean(targets * np.log(p) + (1 - targets) * np.log(1 - p)).astype(logits.dtype)
