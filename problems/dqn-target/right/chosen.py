import numpy as np


def dqn_target(reward, done, next_q, gamma):
    rows = np.arange(len(reward))
    value = next_q[rows, np.argmax(next_q, axis=1)]
    return np.where(done, reward, reward + gamma * value)
