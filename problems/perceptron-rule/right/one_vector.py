import numpy as np


def perceptron_rule(x, y, lr, epochs):
    signed = np.column_stack([x, np.ones(len(x))])
    signed = np.where(y[:, None] == 0, -signed, signed)
    theta = np.zeros(signed.shape[-1])
    wrong, epoch = [None], 0
    total = []
    while wrong and epoch < epochs:
        wrong = []
        for row in signed:
            if not theta.dot(row) > 0:
                theta = theta + row
                wrong.append(row)
        total += wrong
        epoch += 1
    theta = lr * theta
    return theta[:-1], theta[-1], len(total)
