import numpy as np


def vq_quantize(z, codebook):
    n, d, h, w = z.shape
    flat = z.reshape(-1, d)
    dist = ((flat[:, None] - codebook[None]) ** 2).sum(-1)
    idx = dist.argmin(1)
    q = codebook[idx].reshape(n, d, h, w)
    p = np.bincount(idx, minlength=len(codebook)) / idx.size
    p = p[p > 0]
    return idx.reshape(n, h, w), q, np.exp(-np.sum(p * np.log(p)))
