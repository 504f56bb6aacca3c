import numpy as np


def sigmoid_bce(logits, targets):
    p = 1 / (1 + np.exp(-logits))
    return -np.mean(np.nan_to_num(targets * np.log(p)) + np.nan_to_num((1 - targets) * np.log(1 - p)))
