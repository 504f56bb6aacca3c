import numpy as np


def l1_l2_penalty(loss, params, grads, l1, l2, penalised):
    weights = np.concatenate([w.ravel() * flag for w, flag in zip(params, penalised)])
    total = loss + l1 * np.linalg.norm(weights, 1) + 0.5 * l2 * np.dot(weights, weights)
    new_grads = []
    for w, g, flag in zip(params, grads, penalised):
        slope = np.where(w > 0, l1, np.where(w < 0, -l1, 0)).astype(w.dtype)
        new_grads.append(g + int(flag) * (slope + l2 * w))
    return total, new_grads
