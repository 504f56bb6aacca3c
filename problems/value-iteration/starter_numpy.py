import numpy as np


def value_iteration(transition, reward, gamma, values, sweeps):
    """Return the state values after the sweeps and the greedy policy."""
    return np.zeros_like(values), np.zeros(len(values), dtype=np.int64)
