from torch.nn import functional as F


def next_token_loss(logits, tokens, pad):
    scores = logits[:, :-1].reshape(-1, logits.shape[-1])
    targets = tokens[:, 1:].reshape(-1)
    total = F.cross_entropy(scores, targets, reduction="sum")
    return total / max(int((targets != pad).sum()), 1)
