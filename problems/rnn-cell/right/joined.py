import numpy as np


def rnn_cell(x, h, w_x, w_h, bias, d_next):
    d = x.shape[1]
    seen = np.hstack([x, h, np.ones_like(x[:, :1])])
    weights = np.vstack([w_x, w_h, bias])
    h_next = np.tanh(np.dot(seen, weights))
    da = d_next - d_next * np.square(h_next)
    d_seen, d_weights = np.dot(da, weights.T), np.dot(seen.T, da)
    return h_next, d_seen[:, :d], d_seen[:, d:-1], d_weights[:d], d_weights[d:-1], d_weights[-1]
