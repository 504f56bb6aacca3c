import numpy as np


def epsilon_greedy_probs(q, allowed, epsilon):
    value = np.where(allowed, q, -np.inf)
    last = q.shape[1] - 1 - value[:, ::-1].argmax(axis=1)
    is_best = np.arange(q.shape[1]) == last[:, None]
    greedy = is_best / is_best.sum(axis=1, keepdims=True)
    uniform = allowed / allowed.sum(axis=1, keepdims=True)
    return (epsilon * uniform + (1 - epsilon) * greedy).astype(q.dtype)
