import numpy as np


def affine_backward(upstream, x, w):

    dx = upstream @ w.T
    dw = x.reshape(-1, x.shape[0]) @ upstream
    db = np.sum(upstream, axis=0)
    return dx.reshape(x.shape), dw, db
