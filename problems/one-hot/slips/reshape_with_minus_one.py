import numpy as np


def one_hot(labels, classes, ignore):
    flat = labels.ravel()
    out = np.zeros((flat.size, classes))
    for i, v in enumerate(flat):
        if v != ignore:
            out[i, v] = 1
    return out.reshape(labels.shape + (-1,))
