import numpy as np


def sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))


def lstm_cell(x, h, c, w_x, w_h, bias):
    i, f, g, o = np.split(x @ w_x.T + h @ w_h.T + bias, 4, axis=1)
    c_new = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_new), c_new
