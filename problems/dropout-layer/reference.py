"""One element after another; what is kept is divided by the probability of being kept."""

import numpy as np


def dropout_layer(x, uniform, dout, p, train):
    out, dx = np.zeros(x.shape), np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        if not train:
            out[place], dx[place] = x[place], dout[place]
        elif not uniform[place] < p:
            out[place], dx[place] = x[place] / (1.0 - p), dout[place] / (1.0 - p)
    return out, dx
