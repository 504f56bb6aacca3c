import numpy as np


def svm_hinge_gradient(x, y, w, b, c):
    t = 2 * y - 1
    margins = t * (x @ w + b)
    loss = w @ w / 2 + c * np.maximum(0, -margins).sum()
    pull = t * (margins < 0)
    return loss, w - c * (pull @ x), -c * pull.sum()
