import numpy as np


def discounted_returns(rewards, done, last_value, gamma):
    steps, count = rewards.shape
    returns = np.empty((steps + 1, count), dtype=rewards.dtype)
    returns[steps] = last_value
    for n in range(count):
        for t in range(steps - 1, -1, -1):
            returns[t, n] = rewards[t, n]
            if not done[t, n]:
                returns[t, n] += gamma * returns[t + 1, n]
    return returns[:-1]
