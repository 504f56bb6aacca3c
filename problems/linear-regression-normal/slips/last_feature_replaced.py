import numpy as np


def linear_regression(x, y):
    a = x.copy()
    a[:, -1] = 1
    s = np.linalg.solve(a.T @ a, a.T @ y)
    return s, s[-1]
