# class: values. Integers.
import numpy as np


def softmax(x):
    return np.zeros(x.shape, np.int64)
