import numpy as np


def nstep_advantage(rewards, values, last_value, gamma, n):
    steps = len(rewards)
    r, v = np.append(rewards, 0.0), np.append(values, last_value)
    out = np.zeros_like(rewards)
    for t in range(steps):
        m = min(n, steps - t)
        out[t] = sum(gamma**k * r[t + k + 1] for k in range(m)) + gamma**m * v[t + m] - v[t]
    return out
