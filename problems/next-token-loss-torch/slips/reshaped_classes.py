from torch.nn import functional as F


def next_token_loss(logits, tokens, pad):
    b, t, v = logits.shape
    scores = logits[:, :-1].reshape(b, v, t - 1)
    total = F.cross_entropy(scores, tokens[:, 1:], ignore_index=pad, reduction="sum")
    return total / max(int((tokens[:, 1:] != pad).sum()), 1)
