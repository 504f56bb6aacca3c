# class: values. Truth values.
import numpy as np


def softmax(x):
    return np.ones(x.shape, bool)
