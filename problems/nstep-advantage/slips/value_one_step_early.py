import numpy as np


def nstep_advantage(rewards, values, last_value, gamma, n):
    steps = len(rewards)
    v = np.append(values, last_value)
    advantage = np.zeros_like(rewards)
    for t in range(steps):
        end = min(t + n, steps)
        gain = v[end - 1]
        for k in range(end - 1, t - 1, -1):
            gain = rewards[k] + gamma * gain
        advantage[t] = gain - v[t]
    return advantage
