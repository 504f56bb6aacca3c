# class: bombs. Takes a little too long in every case.
import time

import numpy as np


def softmax(x):
    time.sleep(0.45)
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)
