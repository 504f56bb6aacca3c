import numpy as np


def nstep_advantage(rewards, values, last_value, gamma, n):
    v = np.append(values, last_value).astype(rewards.dtype)
    delta = rewards + gamma * v[1:] - v[:-1]
    return np.array([delta[t : t + n].sum() for t in range(len(rewards))], dtype=rewards.dtype)
