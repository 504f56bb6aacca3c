import numpy as np


def attention_context(state, encoded, w_s, w_h, v, lengths):
    mixed = np.tanh((state @ w_s)[:, None, :] + encoded @ w_h)
    scores = mixed @ v / np.sqrt(len(v))
    real = np.arange(encoded.shape[1]) < lengths[:, None]
    scores = np.where(real, scores, -np.inf)
    exps = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = exps / exps.sum(axis=1, keepdims=True)
    context = (weights[:, :, None] * encoded).sum(axis=1)
    return context, weights
