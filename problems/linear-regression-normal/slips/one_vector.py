import numpy as np


def linear_regression(x, y):
    design = np.column_stack([x, np.ones(len(x))])
    return np.linalg.solve(design.T @ design, design.T @ y)
