import numpy as np


def one_hot(labels, classes, ignore):
    keep = labels != ignore
    rows = np.eye(classes)[np.where(keep, labels, 0)]
    return rows * keep[..., None]
