import numpy as np


def cutmix_batch(x, labels, partner, lam, row, column, classes):
    count, _, height, width = x.shape
    half_h, half_w = (np.floor(size * (1 - lam) ** 0.5 / 2) for size in (height, width))
    i, j = np.arange(height)[:, None], np.arange(width)[None, :]
    mask = (i >= row - half_h) & (i < row + half_h) & (j >= column - half_w) & (j < column + half_w)
    mixed = np.where(mask, x[partner], x)
    pasted = np.mean(mask)
    targets = np.zeros((count, classes), dtype=x.dtype)
    targets[np.arange(count), labels] += 1 - pasted
    targets[np.arange(count), labels[partner]] += pasted
    return mixed, targets
