import numpy as np


def iou(boxes_a, boxes_b):
    low = np.maximum(boxes_a[:, None, :2], boxes_b[None, :, :2])
    high = np.minimum(boxes_a[:, None, 2:], boxes_b[None, :, 2:])
    side = np.maximum(high - low, 0)
    both = side[..., 0] * side[..., 1]
    area_a = (boxes_a[:, 2] - boxes_a[:, 0]) * (boxes_a[:, 3] - boxes_a[:, 1])
    area_b = (boxes_b[:, 2] - boxes_b[:, 0]) * (boxes_b[:, 3] - boxes_b[:, 1])
    union = area_a[:, None] + area_b - both
    return np.where(union > 0, both / np.where(union > 0, union, 1), 0).astype(boxes_a.dtype).T
