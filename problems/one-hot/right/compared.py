import numpy as np


def one_hot(labels, classes, ignore):
    column = labels[..., None]
    hit = (column == np.arange(classes)) & (column != ignore)
    return hit.astype(np.float64)
