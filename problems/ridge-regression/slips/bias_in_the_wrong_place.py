import numpy as np


def ridge_regression(x, y, lam):
    n, d = x.shape
    design = np.hstack([np.ones((n, 1)), x])
    penalty = lam * np.eye(d + 1)
    penalty[0, 0] = 0
    theta = np.linalg.solve(design.T @ design + penalty, design.T @ y)
    return theta[:d], theta[d]
