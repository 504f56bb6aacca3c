import numpy as np


def sigmoid(a):
    return (1 + np.tanh(a / 2)) / 2


def rbm_cd_step(v, w, b, c, uh, uv, lr):
    q0 = sigmoid(v @ w + c)
    h0 = (0.5 < q0).astype(float)
    v1 = (0.5 < sigmoid(h0 @ w.T + b)).astype(float)
    q1 = sigmoid(v1 @ w + c)

    rate = lr / len(v)
    new_w = w + rate * (v.T @ q0 - v1.T @ q1)
    new_b = b + rate * (v - v1).sum(axis=0)
    new_c = c + rate * (q0 - q1).sum(axis=0)
    return new_w, new_b, new_c
