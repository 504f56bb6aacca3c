import numpy as np


def epsilon_greedy_probs(q, allowed, epsilon):
    probs = np.zeros_like(q)
    for row, mask, out in zip(q, allowed, probs):
        choices = np.flatnonzero(mask)
        best = choices[row[choices] == np.max(row[choices])]
        rest = choices.size - best.size
        out[choices] = epsilon / max(rest, 1)
        out[best] = (1 - epsilon if rest else 1.0) / best.size
    return probs
