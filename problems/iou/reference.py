"""Each pair on its own: the lengths of the common intervals across and down."""

import numpy as np


def _common(a_from, a_to, b_from, b_to):
    """Return how long two intervals run together."""
    if b_from < a_from:
        return _common(b_from, b_to, a_from, a_to)
    return 0.0 if b_from > a_to else min(a_to, b_to) - b_from


def _area(box):
    left, top, right, bottom = box
    return (right - left) * (bottom - top)


def iou(boxes_a, boxes_b):
    table = np.zeros((len(boxes_a), len(boxes_b)))
    for i, a in enumerate(boxes_a):
        for j, b in enumerate(boxes_b):
            both = _common(a[0], a[2], b[0], b[2]) * _common(a[1], a[3], b[1], b[3])
            whole = _area(a) + _area(b) - both
            table[i, j] = both / whole if whole else 0.0
    return table
