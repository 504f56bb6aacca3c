import numpy as np


def fedavg_round(w, xs, ys, selected, lr, epochs):
    total, count = np.zeros_like(w), 0
    for k in selected:
        x, y = xs[k], ys[k]
        own = w.copy()
        for _ in range(epochs):
            own -= lr * 2 / len(y) * x.T @ (x @ own - y)
        total += len(y) * own
        count += len(y)
    return own
