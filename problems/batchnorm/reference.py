"""Batch normalisation channel by channel, over plain lists of numbers and exact sums."""

from math import fsum, sqrt

import numpy as np


def batchnorm(x, gamma, beta, running_mean, running_var, momentum, eps):
    y = np.empty(x.shape)
    new_mean, new_var = [], []
    for c in range(x.shape[1]):
        values = x[:, c].ravel().tolist()
        mean = fsum(values) / len(values)
        squares = fsum((value - mean) ** 2 for value in values)
        spread = sqrt(squares / len(values) + eps)
        y[:, c] = (x[:, c] - mean) / spread * gamma[c] + beta[c]
        unbiased = squares / (len(values) - 1)
        new_mean.append(running_mean[c] + momentum * (mean - running_mean[c]))
        new_var.append(running_var[c] + momentum * (unbiased - running_var[c]))
    return y, np.array(new_mean), np.array(new_var)
