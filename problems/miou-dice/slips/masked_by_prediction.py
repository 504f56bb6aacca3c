import numpy as np


def miou_dice(pred, target, num_classes, ignore):
    counted = (target != ignore) & (pred != ignore)
    p, t = pred[counted], target[counted]
    ious, dices = [], []
    for k in range(num_classes):
        both = np.sum((p == k) & (t == k))
        either = np.sum((p == k) | (t == k))
        if either == 0:
            continue
        ious.append(both / either)
        dices.append(2 * both / (np.sum(p == k) + np.sum(t == k)))
    if not ious:
        return 0.0, 0.0
    return np.mean(ious), np.mean(dices)
