def next_token_loss(logits, tokens, pad):
    b, t = (tokens[:, 1:] != pad).nonzero(as_tuple=True)
    if not len(b):
        return (logits * 0).sum()
    scores = logits[b, t]
    return (scores.logsumexp(-1) - scores[range(len(b)), tokens[b, t + 1]]).mean()
