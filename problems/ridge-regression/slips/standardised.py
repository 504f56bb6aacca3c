import numpy as np


def ridge_regression(x, y, lam):
    middle = x.mean(axis=0)
    xc = x - middle
    scale = np.where(xc.std(axis=0) > 1e-12, xc.std(axis=0), 1.0)
    xc = xc / scale
    w = np.linalg.solve(xc.T @ xc + lam * np.eye(x.shape[1]), xc.T @ y) / scale
    return w, y.mean() - w @ middle
