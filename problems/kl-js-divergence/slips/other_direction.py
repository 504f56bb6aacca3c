import numpy as np


def kl(p, q):
    seen = p > 0
    ratio = np.where(seen, p, 1) / np.where(seen, q, 1)
    return np.sum(p * np.log(ratio), axis=-1)


def kl_js(p, q):
    m = (p + q) / 2
    return kl(q, p), (kl(p, m) + kl(q, m)) / 2
