"""Every point asks the boxes one after the other, the smallest first."""

import numpy as np


def _sides(point, box):
    x, y = point
    return np.array([x - box[0], y - box[1], box[2] - x, box[3] - y])


def fcos_targets(points, boxes, labels, low, high):
    sizes = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    classes = np.zeros(len(points), dtype=int)
    distances, centerness = np.zeros((len(points), 4)), np.zeros(len(points))
    for k, point in enumerate(points):
        for j in np.argsort(sizes, kind="stable"):
            sides = _sides(point, boxes[j])
            ordered = np.sort(sides)
            if ordered[0] > 0 and low <= ordered[-1] <= high:
                classes[k], distances[k] = labels[j], sides
                logs = np.log(np.abs(sides))
                centerness[k] = np.exp(-(abs(logs[0] - logs[2]) + abs(logs[1] - logs[3])) / 2)
                break
    return classes, distances, centerness
