import numpy as np


def one_hot(labels, classes, ignore):
    return np.eye(classes)[labels]
