import numpy as np


def l1_l2_penalty(loss, params, grads, l1, l2, penalised):
    total, new_grads = loss, []
    for w, g, flag in zip(params, grads, penalised):
        new = g
        if flag:
            total += l1 * np.abs(w).sum() + l2 / 2 * (w**2).sum()
            new += l1 * np.sign(w) + l2 * w
        new_grads.append(new)
    return total, new_grads
