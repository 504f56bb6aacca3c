import numpy as np


def layernorm(x, gamma, beta, eps):
    n = x.shape[-1]
    centred = x - np.sum(x, axis=-1, keepdims=True) / n
    squares = np.einsum("...i,...i->...", centred, centred)
    inverse = 1 / np.sqrt(squares / n + eps)
    return centred * inverse[..., None] * gamma + beta
