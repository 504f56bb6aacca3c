import numpy as np


def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    own = [np.sqrt((g**2).sum()) for g in grads]
    return [g * (max_norm / r if r > max_norm else 1.0) for g, r in zip(grads, own)], norm
