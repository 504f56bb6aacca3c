import numpy as np


def anchor_boxes(rows, columns, stride, scales, ratios):
    root = np.sqrt(np.array(ratios))
    sizes = np.array(scales)[:, None]
    k = min(len(scales), len(ratios))
    pairs = sizes[:k, 0], root[:k]
    half = np.stack([pairs[0] / pairs[1], pairs[0] * pairs[1]], axis=-1) / 2
    y, x = np.mgrid[:rows, :columns] + 0.5
    centre = np.stack([x, y], axis=-1)[:, :, None] * stride
    return np.concatenate([centre - half, centre + half], axis=-1).reshape(-1, 4)
