import numpy as np


def bptt(xs, targets, w_x, w_h, bias, w_y):
    n, steps, d = xs.shape
    units = bias.size
    states = np.zeros((steps + 1, n, units), dtype=xs.dtype)
    for t, x in enumerate(np.swapaxes(xs, 0, 1)):
        states[t + 1] = np.tanh(x.dot(w_x) + states[t].dot(w_h) + bias)
    after = states[1:].transpose(1, 0, 2)
    before = states[:-1].transpose(1, 0, 2)
    errors = after @ w_y - targets
    slopes = 1 - after * after
    deltas = errors @ w_y.T * slopes
    for t in range(steps - 2, -1, -1):
        deltas[:, t] += deltas[:, t + 1] @ w_h.T * slopes[:, t]
    gradients = (
        np.einsum("ntd,nth->dh", xs, deltas),
        np.einsum("ntg,nth->gh", before, deltas),
        np.einsum("nth->h", deltas),
        np.einsum("nth,ntk->hk", after, errors),
    )
    return np.square(errors).sum() / 2 / n, *(g / n for g in gradients)
