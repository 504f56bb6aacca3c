import numpy as np


def top_p_filter(probs, top_p):
    order = np.argsort(-probs, axis=1, kind="stable")
    ranked = np.take_along_axis(probs, order, axis=1)
    total = np.cumsum(ranked, axis=1)
    before = np.concatenate([np.zeros_like(total[:, :1]), total[:, :-1]], axis=1)
    kept = np.where(before < top_p, ranked, 0)
    kept = kept / kept.sum(axis=1, keepdims=True)
    result = np.take_along_axis(kept, order, axis=1)
    return result
