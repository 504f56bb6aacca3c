import numpy as np


def average_precision(scores, correct, total):
    n = len(scores)
    if n == 0:
        return np.zeros(0), np.zeros(0), 0.0
    hits = correct[np.lexsort((np.arange(n), -scores))].astype(float)
    tp = np.tri(n) @ hits
    precision = tp / (np.arange(n) + 1)
    best = np.where(np.triu(np.ones((n, n))) > 0, precision, 0).max(axis=1)
    return precision, tp / total, hits @ best / total
