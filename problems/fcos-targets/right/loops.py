import numpy as np


def fcos_targets(points, boxes, labels, low, high):
    classes = np.zeros(len(points), dtype=labels.dtype)
    distances = np.zeros((len(points), 4), dtype=points.dtype)
    centerness = np.zeros(len(points), dtype=points.dtype)
    for k, (x, y) in enumerate(points):
        smallest = np.inf
        for (x1, y1, x2, y2), label in zip(boxes, labels):
            left, top, right, bottom = sides = x - x1, y - y1, x2 - x, y2 - y
            area = (x2 - x1) * (y2 - y1)
            if min(sides) > 0 and low <= max(sides) <= high and area < smallest:
                smallest = area
                classes[k] = label
                distances[k] = sides
                across = min(left, right) / max(left, right)
                down = min(top, bottom) / max(top, bottom)
                centerness[k] = np.sqrt(across * down)
    return classes, distances, centerness
