from torch.nn import functional as F


def next_token_loss(logits, tokens, pad):
    if tokens.shape[1] == 1:
        return (logits * 0).sum()
    scores = logits[:, :-1].reshape(-1, logits.shape[-1])
    return F.cross_entropy(scores, tokens[:, 1:].reshape(-1) % logits.shape[-1])
