import numpy as np


def discounted_returns(rewards, done, last_value, gamma):
    returns = np.zeros_like(rewards)
    running = last_value
    for t in reversed(range(len(rewards))):
        running = np.where(done[t], 0, running)
        running = rewards[t] + gamma * running
        returns[t] = running
        running = rewards[t]
    return returns
