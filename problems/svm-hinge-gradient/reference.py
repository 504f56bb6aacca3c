"""The objective point by point, each class with its own inequality."""

from math import fsum
from operator import mul

import numpy as np


def svm_hinge_gradient(x, y, w, b, c):
    rows, weights = x.tolist(), w.tolist()
    heights = [fsum(map(mul, row, weights)) + b for row in rows]
    low = [n for n, label in enumerate(y) if label and heights[n] < 1.0]
    high = [n for n, label in enumerate(y) if not label and heights[n] > -1.0]
    slack = fsum(1.0 - heights[n] for n in low) + fsum(1.0 + heights[n] for n in high)
    loss = c * slack + fsum(value * value for value in weights) / 2.0
    pushes = [fsum(rows[n][j] for n in high) - fsum(rows[n][j] for n in low) for j in range(len(weights))]
    return loss, w + c * np.array(pushes), c * float(len(high) - len(low))
