"""The loss place by place, from gaps to the logit of the right word."""

import numpy as np


def _places(tokens, pad):
    """Return all (sequence, place, next word) that count."""
    places = []
    for b, row in enumerate(tokens.tolist()):
        places += [(b, t, after) for t, after in enumerate(row[1:]) if after != pad]
    return places


def next_token_loss(logits, tokens, pad):
    places = _places(tokens, pad)
    losses = [np.logaddexp.reduce(logits[b, t] - logits[b, t, right]) for b, t, right in places]
    return float(np.mean(losses)) if losses else 0.0


def next_token_loss_backward(upstream, logits, tokens, pad):
    places = _places(tokens, pad)
    gradient = np.zeros(logits.shape)
    for b, t, right in places:
        share = upstream / len(places)
        gradient[b, t] = share * np.exp(logits[b, t] - np.logaddexp.reduce(logits[b, t]))
        gradient[b, t, right] -= share
    return gradient, None, None
