"""KL as cross-entropy less entropy, JS as the entropy of the mixture less the mean entropy."""

from math import fsum, inf, log

import numpy as np


def _cross_entropy(p, q):
    if any(a > 0 and b == 0 for a, b in zip(p, q, strict=True)):
        return inf
    return -fsum(a * log(b) for a, b in zip(p, q, strict=True) if a > 0)


def kl_js(p, q):
    shape, k = p.shape[:-1], p.shape[-1]
    kl, js = [], []
    for a, b in zip(p.reshape(-1, k).tolist(), q.reshape(-1, k).tolist(), strict=True):
        mixed = [(x + y) / 2 for x, y in zip(a, b, strict=True)]
        own = _cross_entropy(a, a)
        kl.append(_cross_entropy(a, b) - own)
        js.append(_cross_entropy(mixed, mixed) - (own + _cross_entropy(b, b)) / 2)
    return np.array(kl).reshape(shape), np.array(js).reshape(shape)
