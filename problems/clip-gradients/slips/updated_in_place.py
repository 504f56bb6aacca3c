import numpy as np


def clip_gradients(grads, max_norm):
    norm = float(np.linalg.norm(np.concatenate([g.ravel() for g in grads])))
    clipped = grads
    if norm > max_norm:
        for g in clipped:
            g *= max_norm / norm
    return clipped, norm
