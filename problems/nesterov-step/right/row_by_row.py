import numpy as np


def nesterov_step(x, y, w, v, lr, mu):
    ahead = w + v * mu
    grad = np.zeros_like(w)
    for row, target in zip(x, y):
        grad += row * (np.dot(row, ahead) - target)
    new_v = v * mu - lr / y.size * grad
    return w + new_v, new_v
