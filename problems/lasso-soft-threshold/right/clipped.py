import numpy as np


def lasso_soft_threshold(x, y, w, lam, lr):
    errors = np.einsum("nd,d->n", x, w) - y
    u = w - lr * np.average(x * errors[:, None], axis=0)
    shrunk = u - u.clip(-lam * lr, lam * lr)
    return shrunk, len(w) - np.count_nonzero(shrunk)
