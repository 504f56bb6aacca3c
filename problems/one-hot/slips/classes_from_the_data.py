import numpy as np


def one_hot(labels, classes, ignore):
    column = labels[..., None]
    classes = int(np.where(labels == ignore, 0, labels).max(initial=0)) + 1
    hit = (column == np.arange(classes)) & (column != ignore)
    return hit.astype(np.float64)
