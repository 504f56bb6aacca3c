"""RMSProp without a loop over time: every average is a weighted sum of all squares seen until then."""

import numpy as np


def rmsprop_steps(param, grads, h, lr, rho, eps):
    count = len(grads)
    squares = np.concatenate([h[None], grads**2])
    weights = np.zeros((count, count + 1))
    for step in range(count):
        weights[step, 0] = float(rho) ** (step + 1)
        for seen in range(step + 1):
            weights[step, seen + 1] = (1.0 - rho) * float(rho) ** (step - seen)
    averages = np.einsum("ts,s...->t...", weights, squares)
    moves = lr * grads / (np.sqrt(averages) + eps)
    return param - np.einsum("t...->...", moves), averages[-1]
