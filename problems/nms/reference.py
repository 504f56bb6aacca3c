"""Each box looks for a reason to go: a better box that stays and overlaps it too much."""

from functools import cache

import numpy as np


def _overlap(a, b):
    sides = [min(a[k + 2], b[k + 2]) - max(a[k], b[k]) for k in range(2)]
    if min(sides) <= 0:
        return 0.0
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (a, b)]
    return sides[0] * sides[1] / (sum(areas) - sides[0] * sides[1])


def nms(boxes, scores, threshold):
    ranked = sorted(range(len(boxes)), key=lambda i: (-scores[i], i))

    @cache
    def stays(place):
        mine = boxes[ranked[place]]
        return not any(
            stays(better) and _overlap(boxes[ranked[better]], mine) > threshold for better in range(place)
        )

    return np.array([i for place, i in enumerate(ranked) if stays(place)], dtype=int)
