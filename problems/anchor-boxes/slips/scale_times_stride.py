import numpy as np


def anchor_boxes(rows, columns, stride, scales, ratios):
    root = np.sqrt(np.array(ratios))
    sizes = np.array(scales)[:, None] * stride
    half = np.stack([sizes / root, sizes * root], axis=-1).reshape(-1, 2) / 2
    y, x = np.mgrid[:rows, :columns] + 0.5
    centre = np.stack([x, y], axis=-1)[:, :, None] * stride
    return np.concatenate([centre - half, centre + half], axis=-1).reshape(-1, 4)
