"""Anchor number k is taken apart into its position, scale and ratio; width and height solve two equations."""

import numpy as np


def _sides(scale, ratio):
    """Return width and height from the sum and the difference of their logarithms."""
    area, shape = 2 * np.log(scale), np.log(ratio)
    return np.exp((area - shape) / 2), np.exp((area + shape) / 2)


def anchor_boxes(rows, columns, stride, scales, ratios):
    boxes = []
    for k in range(rows * columns * len(scales) * len(ratios)):
        k, r = divmod(k, len(ratios))
        k, s = divmod(k, len(scales))
        i, j = divmod(k, columns)
        w, h = _sides(scales[s], ratios[r])
        across, down = stride * (2 * j + 1), stride * (2 * i + 1)
        boxes.append([(across - w) / 2, (down - h) / 2, (across + w) / 2, (down + h) / 2])
    return np.array(boxes)
