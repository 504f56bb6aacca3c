import numpy as np


def epsilon_greedy_probs(q, allowed, epsilon):
    probs = np.zeros_like(q)
    for row, mask, out in zip(q, allowed, probs):
        choices = np.flatnonzero(mask)
        best = choices[row[choices] == np.max(row[choices])]
        out[choices] = epsilon / choices.size
        out[best] += (1 - epsilon) / best.size
    return probs
