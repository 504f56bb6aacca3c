import numpy as np


def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    scale = norm / max_norm if norm > max_norm else 1.0
    return [g * scale for g in grads], norm
