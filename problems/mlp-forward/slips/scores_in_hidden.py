import numpy as np


def mlp_forward(x, weights, biases):
    hidden = []
    h = x
    for w, b in zip(weights[:-1], biases[:-1]):
        h = np.maximum(h @ w + b, 0)
        hidden.append(h)
    scores = h @ weights[-1] + biases[-1]
    shifted = scores - scores.max(axis=1, keepdims=True)
    exps = np.exp(shifted)
    return hidden + [scores], exps / exps.sum(axis=1, keepdims=True)
