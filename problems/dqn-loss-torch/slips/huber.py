import torch
from torch.nn import functional as F


def dqn_loss(q, actions, reward, next_q, done, gamma):
    taken = q[torch.arange(len(q)), actions]
    best = next_q.amax(dim=1).masked_fill(done, 0)
    return F.smooth_l1_loss(taken, (reward + gamma * best).detach())
