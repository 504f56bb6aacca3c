import numpy as np


def lasso_soft_threshold(x, y, w, lam, lr):
    w = w.copy()
    for j in range(len(w)):
        u = w[j] + lr / len(x) * (x[:, j] @ (y - x @ w))
        w[j] = np.sign(u) * max(abs(u) - lr * lam, 0)
    return w, int(np.sum(w == 0))
