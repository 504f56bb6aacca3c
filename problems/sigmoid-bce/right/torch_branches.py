import torch


def sigmoid_bce(logits, targets):
    near = torch.log1p(torch.exp(-torch.where(logits >= 0, logits, -logits)))
    softplus = torch.where(logits >= 0, logits + near, near)
    return torch.sum(softplus - targets * logits) / logits.numel()
