import numpy as np

FACTORS = {"hann": (0.5, 0.5, 0.0), "hamming": (0.54, 0.46, 0.0), "blackman": (0.42, 0.5, 0.08)}


def window(name, n, periodic):
    if n == 1:
        return np.ones(1)
    a, b, c = FACTORS[name]
    theta = 2 * np.pi * np.arange(n) / (n if periodic else n - 1)
    return a - b * np.cos(theta) + c * np.cos(theta)
