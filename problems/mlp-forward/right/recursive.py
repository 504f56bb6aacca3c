import numpy as np


def mlp_forward(x, weights, biases):
    first = np.einsum("nd,dm->nm", x, weights[0]) + biases[0][None, :]
    if len(weights) == 1:
        highest = np.max(first, axis=-1)[:, None]
        total = np.log(np.sum(np.exp(first - highest), axis=-1))
        return [], np.exp(first - highest - total[:, None])
    h = np.where(first > 0, first, np.zeros_like(first))
    rest, probs = mlp_forward(h, weights[1:], biases[1:])
    return [h] + rest, probs
