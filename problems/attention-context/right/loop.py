import numpy as np


def attention_context(state, encoded, w_s, w_h, v, lengths):
    weights = np.zeros(encoded.shape[:2], dtype=encoded.dtype)
    context = np.zeros_like(encoded[:, 0])
    for b, n in enumerate(lengths):
        seen = encoded[b, :n]
        scores = np.tanh(state[b] @ w_s + seen @ w_h) @ v
        exps = np.exp(scores - max(scores))
        weights[b, :n] = exps / sum(exps)
        context[b] = weights[b, :n] @ seen
    return context, weights
