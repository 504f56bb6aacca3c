import numpy as np


def iou(boxes_a, boxes_b):
    table = np.zeros((len(boxes_a), len(boxes_b)), dtype=boxes_a.dtype)
    for i, (ax1, ay1, ax2, ay2) in enumerate(boxes_a):
        for j, (bx1, by1, bx2, by2) in enumerate(boxes_b):
            width = max(min(ax2, bx2) - max(ax1, bx1), 0)
            height = max(min(ay2, by2) - max(ay1, by1), 0)
            both = width * height
            union = (ax2 - ax1) * (ay2 - ay1) + (bx2 - bx1) * (by2 - by1) - both
            if union > 0:
                table[i, j] = both / union
    return table
