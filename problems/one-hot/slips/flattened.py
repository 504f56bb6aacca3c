import numpy as np


def one_hot(labels, classes, ignore):
    flat = labels.reshape(-1)
    out = np.zeros((flat.size, classes))
    for i, label in enumerate(flat):
        if label != ignore:
            out[i, label] = 1
    return out
