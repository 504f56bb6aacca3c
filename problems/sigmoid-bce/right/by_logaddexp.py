import numpy as np


def sigmoid_bce(logits, targets):
    softplus = np.logaddexp(logits.dtype.type(0), logits)
    return np.mean(softplus - targets * logits)
