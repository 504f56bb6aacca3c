import numpy as np


def dqn_target(reward, done, next_q, gamma):
    best = next_q.max(axis=1)
    return np.clip(reward, -1, 1).astype(reward.dtype) + gamma * best * ~done
