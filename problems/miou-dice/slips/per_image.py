import numpy as np


def one(pred, target, num_classes, ignore):
    counted = target != ignore
    p, t = pred[counted], target[counted]
    ious, dices = [], []
    for k in range(num_classes):
        both, either = np.sum((p == k) & (t == k)), np.sum((p == k) | (t == k))
        if either:
            ious.append(both / either)
            dices.append(2 * both / (both + either))
    return (np.mean(ious), np.mean(dices)) if ious else (0.0, 0.0)


def miou_dice(pred, target, num_classes, ignore):
    if pred.ndim < 3:
        return one(pred, target, num_classes, ignore)
    scores = [one(p, t, num_classes, ignore) for p, t in zip(pred, target)]
    return np.mean([s[0] for s in scores]), np.mean([s[1] for s in scores])
