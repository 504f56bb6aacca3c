import numpy as np


def two_layer_backprop(x, labels, w1, b1, w2, b2):
    n = len(x)
    a = x @ w1 + b1
    h = np.maximum(a, 0)
    z = h @ w2 + b2

    shifted = z - z.max(axis=1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_probs[np.arange(n), labels].mean()

    delta = np.exp(log_probs)
    delta[np.arange(n), labels] -= 1
    delta /= n
    dw2, db2 = h.T @ delta, delta.sum(axis=0)
    da = delta @ w2.T
    return loss, x.T @ da, da.sum(axis=0), dw2, db2
