import numpy as np


def anchor_boxes(rows, columns, stride, scales, ratios):
    boxes = []
    for i in range(rows):
        for j in range(columns):
            cx, cy = (j + 0.5) * stride, (i + 0.5) * stride
            for s in scales:
                for r in ratios:
                    w, h = s / np.sqrt(r), s * np.sqrt(r)
                    boxes.append([cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2])
    return np.array(boxes)
