import numpy as np


def softmax_loss(scores, targets, upstream):
    n = len(scores)
    shifted = scores - scores.max(axis=1)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1))
    loss = -np.sum(targets * log_p) / n
    p = np.exp(log_p)
    return loss, upstream * (p - targets) / n
