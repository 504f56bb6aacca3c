import numpy as np


def dqn_target(reward, done, next_q, gamma):
    best = next_q.min(axis=1)
    return reward + gamma * best * ~done
