import numpy as np


def epsilon_greedy_probs(q, allowed, epsilon):
    """Return the probability of each action in each state."""
    return np.full_like(q, epsilon)
