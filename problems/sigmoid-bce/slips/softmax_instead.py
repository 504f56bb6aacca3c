import numpy as np


def sigmoid_bce(logits, targets):
    e = logits - logits.max(axis=-1, keepdims=True)
    log_p = e - np.log(np.exp(e).sum(axis=-1, keepdims=True))
    return -np.mean(targets * log_p)
