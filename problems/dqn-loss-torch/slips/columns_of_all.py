import torch


def dqn_loss(q, actions, reward, next_q, done, gamma):
    taken = q[:, actions]
    with torch.no_grad():
        target = reward + gamma * next_q.max(dim=1).values * ~done
    return (taken - target).square().mean()
