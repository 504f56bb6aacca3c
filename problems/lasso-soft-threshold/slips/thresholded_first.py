import numpy as np


def lasso_soft_threshold(x, y, w, lam, lr):
    shrunk = np.copysign(np.maximum(np.abs(w) - lr * lam, 0), w)
    new_w = shrunk + lr / len(x) * (x.T @ (y - x @ w))
    return new_w, np.count_nonzero(new_w == 0)
