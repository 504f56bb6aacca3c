import numpy as np


def miou_dice(pred, target, num_classes, ignore):
    counted = target != ignore
    p, t = pred[counted], target[counted]
    ious, dices = [], []
    for k in range(num_classes):
        both = np.sum((p == k) & (t == k))
        either = np.sum((p == k) | (t == k))
        if not np.any(pred == k) and not np.any(target == k):
            continue
        ious.append(both / max(either, 1))
        dices.append(2 * both / max(np.sum(p == k) + np.sum(t == k), 1))
    if not ious:
        return 0.0, 0.0
    return np.mean(ious), np.mean(dices)
