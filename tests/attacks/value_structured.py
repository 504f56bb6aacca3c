# class: values. Structured dtype with a field of any name.
import numpy as np


def softmax(x):
    return np.zeros(x.shape, [("f0", x.dtype)])
