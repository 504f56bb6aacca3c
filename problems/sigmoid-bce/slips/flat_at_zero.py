import torch


def sigmoid_bce(logits, targets):
    losses = torch.relu(logits) - logits * targets + torch.log1p(torch.exp(-logits.abs()))
    return losses.mean()
