import numpy as np


def perceptron_rule(x, y, lr, epochs):
    w, b, updates = np.zeros(x.shape[1]), 0.0, 0
    for _ in range(epochs):
        updates = before = 0
        for point, label in zip(x, y):
            t, push = (1, lr) if label else (-1, -lr)
            if t * (w @ point + b) <= 0:
                w = w + push * point
                b = b + push
                updates += 1
        if updates == before:
            break
    return w, b, updates
