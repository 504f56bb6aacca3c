import numpy as np


def top_p_filter(probs, top_p):
    flat = probs.ravel()
    order = np.argsort(-flat, kind="stable")
    total = np.cumsum(flat[order])
    kept = np.zeros_like(flat)
    chosen = order[total - flat[order] < top_p]
    kept[chosen] = flat[chosen]
    kept = kept.reshape(probs.shape)
    return kept / kept.sum(axis=1, keepdims=True)
