import numpy as np


def batchnorm(x, gamma, beta, running_mean, running_var, momentum, eps):
    """Return the normalised x, the new running mean and the new running variance."""
    return np.zeros_like(x), running_mean, running_var
