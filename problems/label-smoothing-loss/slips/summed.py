import numpy as np


def label_smoothing_loss(logits, labels, smoothing):
    classes = logits.shape[1]
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    targets = np.eye(classes, dtype=logits.dtype)[labels] * (1 - smoothing) + smoothing / classes
    return -np.sum(targets * log_p)
