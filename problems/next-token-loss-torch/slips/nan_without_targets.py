from torch.nn import functional as F


def next_token_loss(logits, tokens, pad):
    scores = logits[:, :-1].reshape(-1, logits.shape[-1])
    targets = tokens[:, 1:].reshape(-1)
    return F.cross_entropy(scores, targets, ignore_index=pad)
