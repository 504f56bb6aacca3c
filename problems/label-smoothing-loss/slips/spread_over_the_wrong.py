import numpy as np


def label_smoothing_loss(logits, labels, smoothing):
    classes = logits.shape[1]
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    one_hot = np.eye(classes, dtype=logits.dtype)[labels]
    targets = one_hot * (1 - smoothing) + (1 - one_hot) * smoothing / max(classes - 1, 1)
    return -np.sum(targets * log_p) / len(logits)
