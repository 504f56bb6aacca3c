import numpy as np


def dqn_target(reward, done, next_q, gamma):
    best = np.maximum(next_q.max(axis=1), 0)
    return reward + gamma * best * ~done
