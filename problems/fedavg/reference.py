"""Each client by the affine map of one step; the average as a running mean."""

import numpy as np


def fedavg_round(w, xs, ys, selected, lr, epochs):
    average, seen = np.zeros(w.shape), 0
    for client in selected.tolist():
        x, y = xs[client], ys[client]
        shrink = np.eye(len(w)) - (2.0 * lr / len(y)) * np.einsum("na,nb->ab", x, x)
        shift = (2.0 * lr / len(y)) * np.einsum("na,n->a", x, y)
        own = w
        for _ in range(epochs):
            own = shrink @ own + shift
        seen += len(y)
        average = average + (own - average) * (len(y) / seen)
    return average
