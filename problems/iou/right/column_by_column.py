import numpy as np


def iou(boxes_a, boxes_b):
    ax1, ay1, ax2, ay2 = boxes_a.T[:, :, None]
    bx1, by1, bx2, by2 = boxes_b.T
    width = (np.minimum(ax2, bx2) - np.maximum(ax1, bx1)).clip(0)
    height = (np.minimum(ay2, by2) - np.maximum(ay1, by1)).clip(0)
    both = width * height
    union = (ax2 - ax1) * (ay2 - ay1) + (bx2 - bx1) * (by2 - by1) - both
    return np.divide(both, union, out=np.zeros_like(both), where=union != 0)
