"""One variable after the other, each less what the ones before tell about it, in its own deviations."""

from fractions import Fraction
from math import sqrt

import numpy as np


def mahalanobis(x, mean, cov):
    rows = [[Fraction(v) - Fraction(m) for v, m in zip(row, mean.tolist(), strict=True)] for row in x.tolist()]
    table = [[Fraction(v) for v in line] for line in cov.tolist()]
    squared = [Fraction(0)] * len(rows)
    for k in range(len(table)):
        pivot = table[k][k]
        for r, row in enumerate(rows):
            squared[r] += row[k] * row[k] / pivot
        for j in range(k + 1, len(table)):
            share = table[k][j] / pivot
            for row in rows:
                row[j] -= share * row[k]
            for i in range(k + 1, len(table)):
                table[i][j] -= share * table[i][k]
    return np.array([sqrt(s) for s in squared])
