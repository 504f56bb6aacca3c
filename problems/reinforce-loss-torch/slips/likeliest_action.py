import torch


def reinforce_loss(logits, actions, rewards, gamma, baseline):
    returns, total = [], 0.0
    for reward in reversed(rewards.tolist()):
        total = reward + gamma * total
        returns.insert(0, total)
    weights = torch.tensor(returns, dtype=logits.dtype) - baseline
    log_p = logits.log_softmax(dim=1).max(dim=1).values
    return -(weights * log_p).sum()
