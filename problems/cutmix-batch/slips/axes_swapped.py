import numpy as np


def edges(center, size, ratio):
    half = int(size * ratio / 2)
    return max(center - half, 0), min(center + half, size)


def cutmix_batch(x, labels, partner, lam, row, column, classes):
    height, width = x.shape[2:]
    ratio = np.sqrt(1 - lam)
    top, bottom = edges(min(column, height - 1), height, ratio)
    left, right = edges(min(row, width - 1), width, ratio)
    mixed = x.copy()
    mixed[:, :, top:bottom, left:right] = x[partner][:, :, top:bottom, left:right]
    share = 1 - (bottom - top) * (right - left) / (height * width)
    one_hot = np.eye(classes, dtype=x.dtype)[labels]
    return mixed, share * one_hot + (1 - share) * one_hot[partner]
