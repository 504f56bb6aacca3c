import torch
from torch.nn import functional as F


def actor_critic_loss(logits, actions, value, next_value, reward, done, gamma, value_coef, entropy_coef):
    error = (reward + gamma * next_value.masked_fill(done, 0)).detach() - value
    surprise = F.cross_entropy(logits, actions, reduction="none")
    p = torch.softmax(logits, 1)
    disorder = torch.logsumexp(logits, 1) - (p * logits).sum(dim=1)
    return torch.mean(error.detach() * surprise + value_coef * error.detach() ** 2 - entropy_coef * disorder)
