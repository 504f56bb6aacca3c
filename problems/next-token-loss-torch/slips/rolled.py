from torch.nn import functional as F


def next_token_loss(logits, tokens, pad):
    targets = tokens.roll(-1, dims=1)
    total = F.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=pad, reduction="sum")
    return total / max(int((targets != pad).sum()), 1)
