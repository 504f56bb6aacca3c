import numpy as np


def mlp_forward(x, weights, biases):
    hidden = []
    for w, b in zip(weights[:-1], biases[:-1]):
        hidden.append(np.maximum(x @ w + b, 0))
    last = hidden[-1] if hidden else x
    s = last @ weights[-1] + biases[-1]
    e = np.exp(s - s.max(axis=1, keepdims=True))
    return hidden, e / e.sum(axis=1, keepdims=True)
