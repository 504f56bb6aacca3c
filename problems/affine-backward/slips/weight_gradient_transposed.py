import numpy as np


def affine_backward(upstream, x, w):
    flat = x.reshape(x.shape[0], -1)
    dx = upstream @ w.T
    dw = upstream.T @ flat
    db = np.sum(upstream, axis=0)
    return dx.reshape(x.shape), dw, db
