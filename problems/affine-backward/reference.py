"""Every product of the forward pass hands its share of the gradient back to its two factors."""

import numpy as np


def affine_backward(upstream, x, w):
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(w.shape[1])
    for n, error in enumerate(upstream):
        for d, place in enumerate(np.ndindex(x.shape[1:])):
            for m, e in enumerate(error):
                dx[(n, *place)] += e * w[d, m]
                dw[d, m] += e * x[(n, *place)]
        db += error
    return dx, dw, db
