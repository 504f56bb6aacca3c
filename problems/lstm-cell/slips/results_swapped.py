import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -60, 60)))


def lstm_cell(x, h, c, w_x, w_h, bias):
    i, f, g, o = np.split(x @ w_x.T + h @ w_h.T + bias, 4, axis=1)
    c_new = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return c_new, sigmoid(o) * np.tanh(c_new)
