"""Cell by cell and box by box, in the order in which the rows are asked for."""

import itertools

import numpy as np


def yolo_decode(out, num_boxes, num_classes, width, height):
    cells = out.shape[0]
    boxes, scores = [], []
    for i, j, b in itertools.product(range(cells), range(cells), range(num_boxes)):
        numbers = iter(out[i, j])
        x, y, w, h, confidence = [[next(numbers) for _ in range(5)] for _ in range(num_boxes)][b]
        centre = np.array([(j + x) * width, (i + y) * height]) / cells
        half = np.array([w * width, h * height]) / 2
        boxes.append(np.concatenate([centre - half, centre + half]))
        scores.append([confidence * p for p in numbers])
    return np.array(boxes), np.array(scores)
