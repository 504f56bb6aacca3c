import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-np.clip(a, -60, 60)))


def gru_cell(x, h, w_x, w_h, b_x, b_h):
    r_x, z_x, n_x = np.split(x @ w_x.T + b_x, 3, axis=1)
    r_h, z_h, n_h = np.split(h @ w_h.T + b_h, 3, axis=1)
    r = sigmoid(r_x + r_h)
    z = sigmoid(z_x + z_h)
    n = np.tanh(n_x + r * n_h)
    h *= z
    h += (1 - z) * n
    return h
