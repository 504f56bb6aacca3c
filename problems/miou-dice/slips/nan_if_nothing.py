import numpy as np


def miou_dice(pred, target, num_classes, ignore):
    counted = target != ignore
    p, t = pred[counted], target[counted]
    ious, dices = [], []
    for k in range(num_classes):
        both = np.sum((p == k) & (t == k))
        either = np.sum((p == k) | (t == k))
        ious.append(both / either)
        dices.append(2 * both / (np.sum(p == k) + np.sum(t == k)))
    return np.nanmean(ious), np.nanmean(dices)
