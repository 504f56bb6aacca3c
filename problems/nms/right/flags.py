import numpy as np


def nms(boxes, scores, threshold):
    x1, y1, x2, y2 = boxes.T
    area = (x2 - x1) * (y2 - y1)
    low = np.maximum(boxes[:, None, :2], boxes[:, :2])
    both = (np.minimum(boxes[:, None, 2:], boxes[:, 2:]) - low).clip(0).prod(axis=2)
    close = both / (area[:, None] + area - both) > threshold
    alive = np.ones(len(boxes), dtype=bool)
    keep = []
    for _ in range(len(boxes)):
        if not alive.any():
            break
        best = int(np.argmax(np.where(alive, scores, -np.inf)))
        keep.append(best)
        alive &= ~close[best]
        alive[best] = False
    return np.array(keep)
