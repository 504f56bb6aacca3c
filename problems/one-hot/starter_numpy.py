import numpy as np


def one_hot(labels, classes, ignore):
    """Return the one-hot encoding of the labels along a new last axis."""
    return np.zeros((*labels.shape, classes))
