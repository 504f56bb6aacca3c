import numpy as np


def dqn_target(reward, done, next_q, gamma):
    target = reward.copy()
    for i in range(len(reward)):
        if not done[i]:
            target[i] += gamma * max(next_q[i])
    return target
