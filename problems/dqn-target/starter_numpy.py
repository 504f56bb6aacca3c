import numpy as np


def dqn_target(reward, done, next_q, gamma):
    """Return the target (N,) for each transition."""
    return np.zeros_like(reward)
