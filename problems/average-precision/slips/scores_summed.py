import numpy as np


def average_precision(scores, correct, total):
    order = np.argsort(-scores, kind="stable")
    tp = np.cumsum(scores[order] * correct[order])
    precision = tp / np.arange(1, len(tp) + 1)
    recall = tp / total
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    steps = np.diff(recall, prepend=0)
    return precision, recall, np.sum(steps * envelope)
