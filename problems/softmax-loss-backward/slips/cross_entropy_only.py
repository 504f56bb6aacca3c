import numpy as np


def softmax_loss(scores, targets, upstream):
    n = len(scores)
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -np.sum(targets * log_p) / n
    p = np.exp(log_p)
    return loss, upstream * (-targets / p) / n
