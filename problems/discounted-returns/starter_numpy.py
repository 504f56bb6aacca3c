import numpy as np


def discounted_returns(rewards, done, last_value, gamma):
    """Return the discounted return of each time and environment."""
    return np.zeros_like(rewards)
