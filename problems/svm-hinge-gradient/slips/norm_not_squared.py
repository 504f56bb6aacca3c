import numpy as np


def svm_hinge_gradient(x, y, w, b, c):
    t = 2 * y - 1
    margins = t * (x @ w + b)
    loss = np.sqrt(w @ w) / 2 + c * np.maximum(0, 1 - margins).sum()
    pull = t * (margins < 1)
    return loss, w - c * (pull @ x), -c * pull.sum()
