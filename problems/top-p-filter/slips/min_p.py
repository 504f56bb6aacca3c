import numpy as np


def top_p_filter(probs, top_p):
    kept = np.where(probs >= top_p * probs.max(axis=1, keepdims=True), probs, 0)
    return kept / kept.sum(axis=1, keepdims=True)
