import numpy as np


def average_precision(scores, correct, total):
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    tp = np.array([correct[scores >= s].sum() for s in ranked], dtype=float)
    precision = tp / np.arange(1, len(tp) + 1)
    recall = tp / total
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    steps = np.diff(recall, prepend=0)
    return precision, recall, np.sum(steps * envelope)
