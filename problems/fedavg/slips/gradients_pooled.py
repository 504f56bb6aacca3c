import numpy as np


def fedavg_round(w, xs, ys, selected, lr, epochs):
    x = np.concatenate([xs[k] for k in selected])
    y = np.concatenate([ys[k] for k in selected])
    own = w.copy()
    for _ in range(epochs):
        own -= lr * 2 / len(y) * x.T @ (x @ own - y)
    return own
