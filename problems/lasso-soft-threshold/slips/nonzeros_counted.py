import numpy as np


def lasso_soft_threshold(x, y, w, lam, lr):
    u = w + lr / len(x) * (x.T @ (y - x @ w))
    new_w = np.copysign(np.maximum(np.abs(u) - lr * lam, 0), u)
    return new_w, np.count_nonzero(new_w)
