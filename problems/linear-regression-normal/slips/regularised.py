import numpy as np


def linear_regression(x, y):
    design = np.column_stack([x, np.ones(len(x))])
    gram = design.T @ design + 1e-3 * np.eye(design.shape[1])
    solution = np.linalg.solve(gram, design.T @ y)
    return solution[:-1], solution[-1]
