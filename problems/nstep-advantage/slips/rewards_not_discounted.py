import numpy as np


def nstep_advantage(rewards, values, last_value, gamma, n):
    steps = len(rewards)
    v = np.append(values, last_value)
    out = np.zeros_like(rewards)
    for t in range(steps):
        m = min(n, steps - t)
        out[t] = rewards[t : t + m].sum() + gamma**m * v[t + m] - v[t]
    return out
