import torch


def reinforce_loss(logits, actions, rewards, gamma, baseline):
    returns, total = [], 0.0
    for reward in reversed(rewards.tolist()):
        returns.insert(0, gamma * total)
        total = reward + gamma * total
    weights = torch.tensor(returns, dtype=logits.dtype) - baseline
    log_p = logits.log_softmax(dim=1).gather(1, actions[:, None]).squeeze(1)
    return -(weights * log_p).sum()
