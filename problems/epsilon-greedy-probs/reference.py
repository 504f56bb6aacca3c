"""Shares are handed out state by state: to the choices first, then to the best of them."""

import numpy as np


def epsilon_greedy_probs(q, allowed, epsilon):
    out = np.zeros(q.shape)
    for s, row in enumerate(q.tolist()):
        choices = [a for a, may in enumerate(allowed[s]) if may]
        ranked = sorted(choices, key=lambda a: row[a])
        best = [a for a in choices if row[a] == row[ranked[-1]]]
        for a in choices:
            out[s, a] += epsilon / len(choices)
        for a in best:
            out[s, a] += (1.0 - epsilon) / len(best)
    return out
