import numpy as np


def yolo_decode(out, num_boxes, num_classes, width, height):
    s = out.shape[0]
    boxes = np.zeros((s * s * num_boxes, 4), dtype=out.dtype)
    scores = np.zeros((s * s * num_boxes, num_classes), dtype=out.dtype)
    row = 0
    for i in range(s):
        for j in range(s):
            probabilities = out[i, j, 5 * num_boxes :]
            for b in range(num_boxes):
                x, y, w, h, c = out[i, j, 5 * b : 5 * b + 5]
                left = (j + x) / s - w / 2
                top = (i + y) / s - h / 2
                boxes[row] = left * width, top * height, (left + w) * width, (top + h) * height
                scores[row] = c * probabilities
                row += 1
    return boxes, scores
