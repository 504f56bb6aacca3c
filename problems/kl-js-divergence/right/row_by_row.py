import numpy as np


def divergence(p, q):
    p, q = p[p > 0], q[p > 0]
    return np.inf if (q == 0).any() else p @ np.log(p / q)


def kl_js(p, q):
    kl = np.empty(p.shape[:-1], dtype=p.dtype)
    js = np.empty_like(kl)
    for row in np.ndindex(kl.shape):
        m = p[row] / 2 + q[row] / 2
        kl[row] = divergence(p[row], q[row])
        js[row] = divergence(p[row], m) / 2 + divergence(q[row], m) / 2
    return kl, js
