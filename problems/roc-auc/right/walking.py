import numpy as np


def roc_auc(y_true, score):
    pairs = sorted(zip(score.tolist(), y_true.tolist()), reverse=True)
    curve = [(0, 0)]
    tp = fp = 0
    area = 0.0
    for place, (s, y) in enumerate(pairs):
        tp += y
        fp += not y
        if place + 1 == len(pairs) or pairs[place + 1][0] != s:
            before_fp, before_tp = curve[-1]
            area += (fp - before_fp) * (tp + before_tp) * 0.5
            curve.append((fp, tp))
    fpr, tpr = np.array(curve, dtype=float).T
    return fpr / fp, tpr / tp, area / (fp * tp)
