import numpy as np


def sigmoid_bce(logits, targets):
    z = np.clip(logits, -500, 500)
    near = np.log1p(np.exp(-np.abs(z)))
    return np.mean(np.maximum(z, 0) - z * targets + near)
