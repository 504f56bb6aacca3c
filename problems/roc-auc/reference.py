"""The curve from counts of each distinct score, the area from all pairs of a positive and a negative."""

from collections import Counter

import numpy as np


def roc_auc(y_true, score):
    positive, negative = score[y_true == 1].tolist(), score[y_true == 0].tolist()
    won = sum((s > t) - (s < t) for s in positive for t in negative)
    area = 0.5 + 0.5 * won / (len(positive) * len(negative))
    hits, alarms = Counter(positive), Counter(negative)
    fpr, tpr = [0], [0]
    for value in sorted({*hits, *alarms}, reverse=True):
        fpr.append(fpr[-1] + alarms[value])
        tpr.append(tpr[-1] + hits[value])
    return np.array(fpr) / len(negative), np.array(tpr) / len(positive), area
