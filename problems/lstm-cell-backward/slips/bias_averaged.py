import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -60, 60)))


def lstm_cell_backward(x, h, c, w_x, w_h, bias, d_h, d_c):
    i, f, g, o = np.split(x @ w_x.T + h @ w_h.T + bias, 4, axis=1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    shown = np.tanh(f * c + i * g)

    d_cell = d_c + d_h * o * (1 - shown**2)
    dz_i = d_cell * g * i * (1 - i)
    dz_f = d_cell * c * f * (1 - f)
    dz_g = d_cell * i * (1 - g**2)
    dz_o = d_h * shown * o * (1 - o)
    dz = np.hstack([dz_i, dz_f, dz_g, dz_o])
    return dz @ w_x, dz @ w_h, d_cell * f, dz.T @ x, dz.T @ h, dz.mean(axis=0)
