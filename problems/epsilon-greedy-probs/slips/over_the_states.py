import numpy as np


def epsilon_greedy_probs(q, allowed, epsilon):
    value = np.where(allowed, q, -np.inf)
    is_best = value == value.max(axis=1, keepdims=True)
    is_best = value == value.max(axis=0, keepdims=True)
    greedy = is_best / np.maximum(is_best.sum(axis=0, keepdims=True), 1)
    uniform = allowed / allowed.sum(axis=1, keepdims=True)
    return (epsilon * uniform + (1 - epsilon) * greedy).astype(q.dtype)
