import torch


def reinforce_loss(logits, actions, rewards, gamma, baseline):
    returns, total = [], 0.0
    for reward in reversed(rewards.tolist()):
        total = reward + total
        returns.insert(0, total)
    weights = torch.tensor(returns, dtype=logits.dtype) - baseline
    log_p = logits.log_softmax(dim=1).gather(1, actions[:, None]).squeeze(1)
    return -(weights * log_p).sum()
