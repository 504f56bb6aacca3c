import torch


def cross_entropy(logits, labels):
    shifted = logits - logits.amax(dim=1, keepdim=True)
    log_total = torch.log(shifted.exp().sum(dim=1))
    own = shifted.gather(1, labels[:, None]).squeeze(1)
    return (log_total - own).mean()
