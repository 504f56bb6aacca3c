import numpy as np


def q_learning_update(q, states, actions, rewards, next_states, done, alpha, gamma):
    """Return the updated table and the TD errors."""
    return q.copy(), np.zeros_like(rewards)
