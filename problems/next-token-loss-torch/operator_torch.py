from torch.nn import functional as F


def next_token_loss(logits, tokens, pad):
    targets = tokens[:, 1:].flatten()
    total = F.cross_entropy(logits[:, :-1].flatten(0, 1), targets, ignore_index=pad, reduction="sum")
    return total / (targets != pad).sum().clamp(min=1)
