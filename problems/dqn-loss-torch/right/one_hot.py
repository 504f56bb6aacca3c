import torch
from torch.nn import functional as F


def dqn_loss(q, actions, reward, next_q, done, gamma):
    chosen = F.one_hot(actions, q.shape[1]).to(q.dtype)
    best, _ = torch.max(next_q.data, dim=1)
    target = torch.where(done, reward.data, reward.data + gamma * best)
    errors = (q * chosen).sum(dim=1) - target
    return errors @ errors / len(errors)
