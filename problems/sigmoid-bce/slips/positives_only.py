import numpy as np


def sigmoid_bce(logits, targets):
    log_p = np.minimum(logits, 0) - np.log1p(np.exp(-np.abs(logits)))
    return -(targets * log_p).mean()
