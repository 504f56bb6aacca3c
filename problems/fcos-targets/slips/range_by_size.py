import numpy as np


def fcos_targets(points, boxes, labels, low, high):
    ltrb = np.concatenate(
        [points[:, None] - boxes[None, :, :2], boxes[None, :, 2:] - points[:, None]], axis=2
    )
    farthest = np.broadcast_to((boxes[:, 2:] - boxes[:, :2]).max(axis=1), ltrb.shape[:2])
    candidate = (ltrb.min(axis=2) > 0) & (farthest >= low) & (farthest <= high)
    area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    cost = np.where(candidate, area, np.inf)
    best = cost.argmin(axis=1)
    positive = candidate.any(axis=1)
    chosen = ltrb[np.arange(len(points)), best]
    classes = np.where(positive, labels[best], 0)
    distances = np.where(positive[:, None], chosen, 0)
    left, top, right, bottom = np.where(positive[:, None], chosen, 1).T
    across = np.minimum(left, right) / np.maximum(left, right)
    down = np.minimum(top, bottom) / np.maximum(top, bottom)
    return classes, distances, np.where(positive, np.sqrt(across * down), 0)
