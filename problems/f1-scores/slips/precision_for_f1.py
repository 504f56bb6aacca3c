import numpy as np


def f1(tp, fp, fn):
    if tp == 0:
        return 0.0
    precision = tp / (tp + fp)
    recall = tp / (tp + fn)
    return precision


def f1_scores(y_true, y_pred, classes):
    tps, fps, fns = [], [], []
    for c in classes:
        tps.append(np.sum((y_pred == c) & (y_true == c)))
        fps.append(np.sum((y_pred == c) & (y_true != c)))
        fns.append(np.sum((y_pred != c) & (y_true == c)))
    micro = f1(sum(tps), sum(fps), sum(fns))
    macro = np.mean([f1(*counts) for counts in zip(tps, fps, fns)])
    return micro, macro
