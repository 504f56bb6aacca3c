import torch


def next_token_loss(logits, tokens, pad):
    targets = tokens[:, 1:]
    counts = targets.ne(pad)
    log_probs = logits[:, :-1]
    picked = log_probs.gather(-1, targets.where(counts, 0).unsqueeze(-1)).squeeze(-1)
    return -(picked * counts).sum() / counts.sum().clamp(min=1)
