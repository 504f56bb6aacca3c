import numpy as np


def nstep_advantage(rewards, values, last_value, gamma, n):
    gain = np.append(values, last_value).astype(rewards.dtype)
    for _ in range(n):
        gain[:-1] = rewards + gamma * gain[1:]
    return gain[:-1] - values
