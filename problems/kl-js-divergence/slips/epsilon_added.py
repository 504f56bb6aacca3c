import numpy as np


def kl(p, q):
    return np.sum(p * np.log((p + 1e-8) / (q + 1e-8)), axis=-1)


def kl_js(p, q):
    m = (p + q) / 2
    return kl(p, q), (kl(p, m) + kl(q, m)) / 2
