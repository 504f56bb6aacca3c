import numpy as np


def ridge_regression(x, y, lam):
    xc = x
    w = np.linalg.solve(xc.T @ xc + lam * np.eye(x.shape[1]), xc.T @ y)
    return w, 0.0
