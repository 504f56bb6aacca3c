import numpy as np


def roc_auc(y_true, score):
    positive = score[y_true == 1]
    negative = score[y_true == 0]
    thresholds = np.unique(score)[::-1]
    tpr = np.array([np.mean(positive >= t) for t in thresholds])
    fpr = np.array([np.mean(negative >= t) for t in thresholds])
    area = np.sum((fpr[1:] - fpr[:-1]) * (tpr[1:] + tpr[:-1]) / 2)
    return fpr, tpr, area
