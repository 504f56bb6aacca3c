"""Attention sentence by sentence and step by step; each weight comes from the differences of scores."""

from math import fsum

import numpy as np


def attention_context(state, encoded, w_s, w_h, v, lengths):
    b, t, h = encoded.shape
    context, weights = np.zeros((b, h)), np.zeros((b, t))
    for n in range(b):
        scores = []
        for j in range(lengths[n]):
            hidden = np.tanh(np.concatenate((state[n], encoded[n, j])) @ np.vstack((w_s, w_h)))
            scores.append(fsum(hidden * v))
        for j, score in enumerate(scores):
            weights[n, j] = np.exp(-np.logaddexp.reduce(np.subtract(scores, score)))
            context[n] += weights[n, j] * encoded[n, j]
    return context, weights
