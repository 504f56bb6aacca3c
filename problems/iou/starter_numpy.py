import numpy as np


def iou(boxes_a, boxes_b):
    """Return the IoU of every box of the one set with every box of the other."""
    return np.zeros((len(boxes_a), len(boxes_b)), dtype=boxes_a.dtype)
