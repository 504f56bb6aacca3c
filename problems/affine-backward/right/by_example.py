import numpy as np


def affine_backward(upstream, x, w):
    dx = np.empty_like(x)
    dw = np.zeros_like(w)
    db = np.zeros(w.shape[1], w.dtype)
    for n in range(len(x)):
        dx[n] = w.dot(upstream[n]).reshape(x[n].shape)
        dw += np.outer(x[n].ravel(), upstream[n])
        db += upstream[n]
    return dx, dw, db
