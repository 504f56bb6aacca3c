import numpy as np


def roc_auc(y_true, score):
    order = np.argsort(-score)
    y, s = y_true[order], score[order]
    tps = np.cumsum(y)
    fps = np.cumsum(1 - y)
    last = np.append(s[1:] != s[:-1], True)
    tpr = np.concatenate([[0], tps[last]]) / tps[-1]
    fpr = np.concatenate([[0], fps[last]]) / fps[-1]
    return fpr, tpr, np.trapezoid(fpr, tpr)
