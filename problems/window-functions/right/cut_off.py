import numpy as np


def window(name, n, periodic):
    if n == 1:
        return np.array([1.0])
    if periodic:
        return window(name, n + 1, False)[:n]
    cosine = np.cos(np.linspace(0, 2 * np.pi, n))
    if name == "hann":
        return (1 - cosine) / 2
    if name == "hamming":
        return 0.54 - 0.46 * cosine
    return 0.34 - 0.5 * cosine + 0.16 * cosine**2
