import numpy as np


def softmax(x):
    shifted = x - np.amax(x, axis=-1, keepdims=True)
    return np.exp(shifted - np.log(np.sum(np.exp(shifted), axis=-1, keepdims=True)))
