"""The dual form: how often each example was misclassified, and nothing else, is kept."""

import numpy as np


def perceptron_rule(x, y, lr, epochs):
    rows = [
        [*row, 1.0] if label else [*(-value for value in row), -1.0] for row, label in zip(x, y, strict=True)
    ]
    products = np.array(rows) @ np.transpose(rows)
    counts = [0 for _ in rows]
    for n in list(range(len(rows))) * epochs:
        if not sum(count * value for count, value in zip(counts, products[n], strict=True)) > 0.0:
            counts[n] += 1
    *weights, bias = (
        lr * sum(count * value for count, value in zip(counts, column, strict=True))
        for column in zip(*rows, strict=True)
    )
    return np.array(weights), bias, sum(counts)
