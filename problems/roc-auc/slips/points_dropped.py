import numpy as np


def roc_auc(y_true, score):
    order = np.argsort(-score)
    y, s = y_true[order], score[order]
    tps = np.cumsum(y)
    fps = np.cumsum(1 - y)
    last = np.append(s[1:] != s[:-1], True)
    tp, fp = tps[last], fps[last]
    if len(tp) > 2:
        bends = (np.diff(tp, 2) != 0) | (np.diff(fp, 2) != 0)
        keep = np.concatenate([[True], bends, [True]])
        tp, fp = tp[keep], fp[keep]
    tpr = np.concatenate([[0], tp]) / tps[-1]
    fpr = np.concatenate([[0], fp]) / fps[-1]
    return fpr, tpr, np.trapezoid(tpr, fpr)
