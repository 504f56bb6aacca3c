import torch
from torch.nn import functional as F


def reinforce_loss(logits, actions, rewards, gamma, baseline):
    later = [rewards[t:].tolist() for t in range(len(rewards))]
    returns = [sum(gamma**k * r for k, r in enumerate(rest)) for rest in later]
    surprise = F.cross_entropy(logits, actions, reduction="none")
    return surprise @ (logits.new_tensor(returns) - baseline)
