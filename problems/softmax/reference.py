"""Softmax from its definition through logarithms, row by row; never through a shifted exponential."""

import numpy as np


def softmax(x):
    rows = np.asarray(x, dtype=np.float64).reshape(-1, np.shape(x)[-1])
    out = [np.exp(row - np.logaddexp.reduce(row)) for row in rows]
    return np.array(out).reshape(np.shape(x))


def softmax_backward(upstream, x):
    y = softmax(x)
    return (y * (upstream - np.sum(y * upstream, axis=-1, keepdims=True)),)
