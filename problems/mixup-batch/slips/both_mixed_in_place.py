import numpy as np


def mixup_batch(x, labels, lam, partner, classes):
    x = x.copy()
    y = np.eye(classes, dtype=x.dtype)[labels]
    for n in range(len(x)):
        x[n] = lam[n] * x[n] + (1 - lam[n]) * x[partner[n]]
        y[n] = lam[n] * y[n] + (1 - lam[n]) * y[partner[n]]
    return x, y
