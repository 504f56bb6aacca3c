# class: values. Complex numbers with the error in the imaginary part.
import numpy as np


def softmax(x):
    return np.zeros(x.shape) + 1j
