import numpy as np


def linear_regression(x, y):
    weights = np.linalg.solve(x.T @ x, x.T @ y)
    return weights, 0.0
