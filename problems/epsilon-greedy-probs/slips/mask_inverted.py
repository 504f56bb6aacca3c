import numpy as np


def epsilon_greedy_probs(q, allowed, epsilon):
    allowed = ~allowed
    value = np.where(allowed, q, -np.inf)
    is_best = value == value.max(axis=1, keepdims=True)
    greedy = is_best / is_best.sum(axis=1, keepdims=True)
    uniform = allowed / allowed.sum(axis=1, keepdims=True)
    return (epsilon * uniform + (1 - epsilon) * greedy).astype(q.dtype)
