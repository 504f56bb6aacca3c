import numpy as np


def nstep_advantage(rewards, values, last_value, gamma, n):
    steps = len(rewards)
    v = np.append(values, last_value)
    out = np.zeros_like(rewards)
    for t in range(steps):
        m = min(n, steps - t)
        gains = [
            sum(gamma**k * rewards[t + k] for k in range(j)) + gamma**j * v[t + j] for j in range(1, m + 1)
        ]
        out[t] = np.mean(gains) - v[t]
    return out
