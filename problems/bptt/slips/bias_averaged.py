import numpy as np


def bptt(xs, targets, w_x, w_h, bias, w_y):
    n, steps, _ = xs.shape
    hs = [np.zeros((n, len(bias)), dtype=xs.dtype)]
    errors = []
    for t in range(steps):
        h = np.tanh(xs[:, t] @ w_x + hs[t] @ w_h + bias)
        errors.append((h @ w_y - targets[:, t]) / n)
        hs.append(h)
    loss = n * sum((error**2).sum() for error in errors) / 2

    dw_x, dw_h, db, dw_y = (np.zeros_like(w) for w in (w_x, w_h, bias, w_y))
    carried = np.zeros_like(hs[0])
    for t in reversed(range(steps)):
        dh = errors[t] @ w_y.T + carried
        da = dh * (1 - hs[t + 1] ** 2)
        dw_x += xs[:, t].T @ da
        dw_h += hs[t].T @ da
        db += da.mean(axis=0)
        dw_y += hs[t + 1].T @ errors[t]
        carried = da @ w_h.T
    return loss, dw_x, dw_h, db, dw_y
