import torch


def sigmoid_bce(logits, targets):
    softplus = torch.logaddexp(logits, torch.zeros_like(logits))
    return (softplus - logits * targets.detach()).mean()
