import numpy as np


def nstep_advantage(rewards, values, last_value, gamma, n):
    steps = np.arange(len(rewards))
    ahead = steps - steps[:, None]
    is_used = (ahead >= 0) & (ahead < n)
    discount = np.where(is_used, float(gamma) ** np.abs(ahead), 0.0)
    left = np.minimum(n, len(rewards) - steps)
    states = np.concatenate([values, [last_value]])
    advantage = discount @ rewards + gamma**left * states[steps + left] - values
    return advantage.astype(rewards.dtype)
