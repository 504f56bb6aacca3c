import numpy as np


def sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, small) / (1 + small)


def lstm_cell(x, h, c, w_x, w_h, bias):
    b, n = h.shape
    weights = np.concatenate([w_x, w_h], axis=1)
    z = (np.concatenate([x, h], axis=1) @ weights.T + bias).reshape(b, 4, n)
    gates = sigmoid(z)
    c_new = gates[:, 1] * c + gates[:, 0] * np.tanh(z[:, 2])
    return gates[:, 3] * np.tanh(c_new), c_new
