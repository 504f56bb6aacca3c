import numpy as np


def roc_auc(y_true, score):
    order = np.argsort(score, kind="stable")[::-1]
    y = y_true[order]
    tpr = np.concatenate([[0], np.cumsum(y) / y.sum()])
    fpr = np.concatenate([[0], np.cumsum(1 - y) / (1 - y).sum()])
    return fpr, tpr, np.trapezoid(tpr, fpr)
