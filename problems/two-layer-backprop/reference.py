"""The chain rule for one example and one hidden unit at a time, added up."""

import numpy as np


def two_layer_backprop(x, labels, w1, b1, w2, b2):
    loss = 0.0
    dw1, db1, dw2, db2 = (np.zeros(p.shape) for p in (w1, b1, w2, b2))
    for row, label in zip(x, labels):
        inputs = [float(np.dot(row, w1[:, j])) + b1[j] for j in range(len(b1))]
        active = [j for j, value in enumerate(inputs) if value > 0]
        scores = b2 + sum(inputs[j] * w2[j] for j in active)
        log_probs = scores - np.logaddexp.reduce(scores)
        loss -= log_probs[label] / len(x)
        error = np.exp(log_probs) / len(x)
        error[label] -= 1 / len(x)
        db2 += error
        for j in active:
            back = float(np.dot(w2[j], error))
            dw2[j] += inputs[j] * error
            db1[j] += back
            dw1[:, j] += back * row
    return float(loss), dw1, db1, dw2, db2
