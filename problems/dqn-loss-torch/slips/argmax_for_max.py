import torch


def dqn_loss(q, actions, reward, next_q, done, gamma):
    taken = q.gather(1, actions[:, None]).squeeze(1)
    with torch.no_grad():
        target = reward + gamma * next_q.argmax(dim=1) * ~done
    return (taken - target).square().mean()
