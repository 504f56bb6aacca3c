import numpy as np


def sigmoid_bce(logits, targets):
    p = 1 / (1 + np.exp(-logits))
    return -(targets * np.log(p + 1e-7) + (1 - targets) * np.log(1 - p + 1e-7)).mean()
