import numpy as np


def average_precision(scores, correct, total):
    order = np.argsort(-scores, kind="stable")
    tp = np.cumsum(correct[order])
    precision = tp / np.arange(len(tp))
    recall = tp / total
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    steps = np.diff(recall, prepend=0)
    return precision, recall, np.sum(steps * envelope)
