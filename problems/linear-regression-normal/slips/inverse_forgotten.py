import numpy as np


def linear_regression(x, y):
    a = np.column_stack([x, np.ones(len(x))])
    s = a.T @ y
    return s[:-1], s[-1]
