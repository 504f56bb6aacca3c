import numpy as np


def one_hot(labels, classes, ignore):
    flat = labels.reshape(-1)
    result = np.zeros((flat.size, classes))
    places = np.flatnonzero(flat != ignore)
    result[places, flat[places]] = 1.0
    return result.reshape(labels.shape + (classes,))
