import torch


def dqn_loss(q, actions, reward, next_q, done, gamma):
    taken = q.gather(1, actions[:, None]).squeeze(1)
    target = reward.detach() + gamma * next_q.max(dim=1).values * ~done
    return (taken - target).square().mean()
