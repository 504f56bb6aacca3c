import numpy as np


def miou_dice(pred, target, num_classes, ignore):
    counted = target != ignore
    p, t = pred[counted], target[counted]
    ious, dices = [], []
    for k in range(num_classes):
        both = np.sum((p == k) & (t == k))
        either = np.sum((p == k) | (t == k))
        ious.append((both + 1e-6) / (either + 1e-6))
        dices.append((2 * both + 1e-6) / (np.sum(p == k) + np.sum(t == k) + 1e-6))
    if not ious:
        return 0.0, 0.0
    return np.mean(ious), np.mean(dices)
