import numpy as np


def discounted_returns(rewards, done, last_value, gamma):
    returns = np.zeros_like(rewards)
    running = last_value
    for t in reversed(range(len(rewards))):
        running = rewards[t] + gamma * running
        running = np.where(done[t], 0, running)
        returns[t] = running
    return returns
