import numpy as np


def dqn_target(reward, done, next_q, gamma):
    best = next_q.argmax(axis=1).astype(reward.dtype)
    return reward + gamma * best * ~done
