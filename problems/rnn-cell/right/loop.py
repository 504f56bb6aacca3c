import numpy as np


def rnn_cell(x, h, w_x, w_h, bias, d_next):
    h_next, dx, dh = np.zeros_like(h), np.zeros_like(x), np.zeros_like(h)
    dw_x, dw_h, db = np.zeros_like(w_x), np.zeros_like(w_h), np.zeros_like(bias)
    for n in range(len(x)):
        h_next[n] = np.tanh(w_x.T @ x[n] + w_h.T @ h[n] + bias)
        da = (1 + h_next[n]) * (1 - h_next[n]) * d_next[n]
        dx[n], dh[n] = w_x @ da, w_h @ da
        dw_x += np.outer(x[n], da)
        dw_h += np.outer(h[n], da)
        db += da
    return h_next, dx, dh, dw_x, dw_h, db
