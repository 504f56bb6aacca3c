"""Both measures from sets of pixels, with exact fractions."""

from fractions import Fraction

import numpy as np


def miou_dice(pred, target, num_classes, ignore):
    counted = [place for place in np.ndindex(target.shape) if target[place] != ignore]
    ious, dices = [], []
    for k in range(num_classes):
        predicted = {place for place in counted if pred[place] == k}
        true = {place for place in counted if target[place] == k}
        if predicted or true:
            both = len(predicted & true)
            ious.append(Fraction(both, len(predicted | true)))
            dices.append(Fraction(2 * both, len(predicted) + len(true)))
    if not ious:
        return 0.0, 0.0
    return float(sum(ious) / len(ious)), float(sum(dices) / len(dices))
