import torch


def softplus(z):
    return torch.logaddexp(z, torch.zeros_like(z))


def group(z, gamma):
    return (torch.exp(-gamma * softplus(z)) * softplus(-z)).sum()


def focal_loss(logits, targets, gamma, alpha):
    positives, negatives = logits[targets == 1], -logits[targets == 0]
    total = alpha * group(positives, gamma) + (1 - alpha) * group(negatives, gamma)
    return total / (len(positives) or 1)
