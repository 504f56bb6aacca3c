from torch.nn import functional as F


def next_token_loss(logits, tokens, pad):
    l = F.cross_entropy(logits[:, :-1].transpose(1, 2), tokens[:, 1:], ignore_index=pad, reduction="none")
    m = (tokens[:, 1:] != pad).to(l.dtype)
    return (l * m).mean()
