import numpy as np


def f1(tp, fp, fn):
    if tp == 0:
        return 0.0
    precision = tp / (tp + fp)
    recall = tp / (tp + fn)
    return 2 * precision * recall / (precision + recall)


def f1_scores(y_true, y_pred, classes):
    tps, fps, fns = [], [], []
    for c in classes:
        tps.append(np.sum((y_pred == c) & (y_true == c)))
        fps.append(np.sum((y_pred == c) & (y_true != c)))
        fns.append(np.sum((y_pred != c) & (y_true == c)))
    micro = f1(sum(tps), sum(fps), sum(fns))
    p = np.mean([tp / max(tp + fp, 1) for tp, fp in zip(tps, fps)])
    r = np.mean([tp / max(tp + fn, 1) for tp, fn in zip(tps, fns)])
    macro = 2 * p * r / (p + r) if p + r else 0.0
    return micro, macro
