import torch


def label_smoothing_loss(logits, labels, smoothing):
    n, classes = logits.shape
    targets = torch.full_like(logits, smoothing / classes)
    targets[torch.arange(n), labels] += 1 - smoothing
    top = logits.detach().max(dim=1).values.unsqueeze(1)
    log_total = torch.log(torch.sum(torch.exp(logits - top), dim=1, keepdim=True)) + top
    return torch.sum(targets * (log_total - logits)) / n
