import numpy as np


def dqn_target(reward, done, next_q, gamma):
    best = next_q.max(axis=1)
    return reward + gamma**2 * best * ~done
