import numpy as np


def sarsa_update(q, states, actions, rewards, done, alpha, gamma):
    """Return the updated table and the TD errors."""
    return q.copy(), np.zeros_like(rewards)
