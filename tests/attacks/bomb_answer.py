# class: bombs. Returns a gigabyte that takes no memory.
import numpy as np


def softmax(x):
    return np.broadcast_to(np.float64(0), (1 << 27,))
